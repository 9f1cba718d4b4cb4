import type { PathMark, RunVisit, SkipReason } from "@safeloop/engine";
import type { TFunction } from "i18next";
import { dateTimeText, durationText } from "../components/time.ts";
import type { RunFace } from "./FlowCards.tsx";

export interface FaceWords {
  readonly t: TFunction;
  readonly now: number;
  /** How a branch is called, and its condition where it has words. */
  readonly branch: (edgeId: string) => { readonly title: string; readonly condition: string };
}

/** "已走“特级”，这里没有走": why a part was not walked. */
export function skipText({ kind, edge }: SkipReason, { t, branch }: FaceWords): string {
  const named = edge === undefined ? undefined : branch(edge);
  return t(`flows:skip.${kind}`, { condition: named?.condition ?? "", branch: named?.title ?? "" });
}

function actText({ acts }: RunVisit, t: TFunction): string {
  const said = acts.map(({ by, command }) => (by === null ? t("flows:system") : t("flows:by", { name: by, act: t(`inbox:command.${command}`, { defaultValue: command }) })));
  return [...new Set(said)].join(t("flows:comma"));
}

/** "郑伟 同意 · 07-14 07:52 · 用时 12 分钟" */
function doneText(visit: RunVisit, t: TFunction): string {
  const took = visit.to === undefined || visit.to - visit.from < 1000 ? undefined : t("flows:took", { time: durationText(visit.to - visit.from, t) });
  return [actText(visit, t) || t("flows:automatic"), dateTimeText(visit.to ?? visit.from), took].filter(Boolean).join(" · ");
}

function nowText({ visit, open }: PathMark, { t, now }: FaceWords): string {
  const since = open?.since ?? visit?.from;
  const names = open?.people.join(t("flows:comma")) ?? "";
  const waited = since === undefined || since === 0 || now - since < 60_000 ? undefined : t("flows:waited", { time: durationText(Math.max(0, now - since), t) });
  return [names === "" ? undefined : t("flows:waits", { names }), waited, open?.dueAt === undefined ? undefined : t("flows:due", { time: dateTimeText(open.dueAt) })].filter(Boolean).join(" · ");
}

function stuckText(mark: PathMark, { t }: FaceWords): string {
  const why = mark.visit?.blocked;
  return t(`flows:stuck.${why === "nobody" || why === "unknownCondition" ? why : "other"}`);
}

function lineOf(mark: PathMark, words: FaceWords): string {
  switch (mark.mark) {
    case "done": return mark.visit ? doneText(mark.visit, words.t) : words.t("flows:passed");
    case "bad": return mark.visit ? [doneText(mark.visit, words.t), mark.visit.acts[mark.visit.acts.length - 1]?.comment].filter(Boolean).join(" · ") : "";
    case "now": return nowText(mark, words);
    case "stuck": return stuckText(mark, words);
    case "skipped": return mark.why ? skipText(mark.why, words) : words.t("flows:skip.notNeeded");
    case "ahead": return "";
  }
}

function voidText(visit: RunVisit, at: number, { t }: FaceWords): string {
  const what = [actText(visit, t), t(`flows:void.${visit.reason ?? "done"}`, { defaultValue: t("flows:void.done") })].filter(Boolean).join(t("flows:comma"));
  return t("flows:void.one", { n: at + 1, what });
}

/** A mark in words. Cards that are still to come keep what the design says of them. */
export function faceOf(mark: PathMark, words: FaceWords): RunFace {
  return { mark: mark.mark, ...(mark.no === undefined ? {} : { no: mark.no }), line: lineOf(mark, words), voids: mark.voids.map((visit, at) => voidText(visit, at, words)) };
}

/** How much taller a card is for the rounds it lists. */
export function heightWith(face: RunFace | undefined, plain: number): number {
  return plain + (face?.voids.length ?? 0) * 22;
}
