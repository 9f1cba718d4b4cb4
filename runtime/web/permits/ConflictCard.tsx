import { ClockCircleOutlined, PauseCircleOutlined, SwapOutlined, WarningFilled } from "@ant-design/icons";
import type { PermitConflict } from "@safeloop/engine";
import type { TFunction } from "i18next";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { type ChipTone, StateChip } from "../components/StateChip.tsx";
import { dateTimeText } from "../components/time.ts";
import { useTurning } from "../components/useTurning.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { ConflictBars } from "./ConflictBars.tsx";
import { conflictSpan, type ConflictStanding, sortConflicts, standingOfConflict, type TimeSpan } from "./conflictLook.ts";
import { shortNumber, workKind } from "./permitLane.ts";

type Side = PermitConflict["a"];

const looks: { readonly [standing in ConflictStanding]: { readonly tone: ChipTone; readonly icon: ReactNode } } = {
  both: { tone: "bad", icon: <WarningFilled /> },
  stopped: { tone: "stopped", icon: <PauseCircleOutlined /> },
  soon: { tone: "warn", icon: <ClockCircleOutlined /> },
  ahead: { tone: "waiting", icon: <ClockCircleOutlined /> },
};

export interface ConflictCardProps {
  readonly conflicts: readonly PermitConflict[] | undefined;
  readonly fault: unknown;
  readonly onRetry: () => void;
  readonly now: number;
}

/** Jobs that endanger each other: what, how near, by which clause, and when both go on. */
export function ConflictCard({ conflicts, fault, onRetry, now }: ConflictCardProps): ReactNode {
  const { t } = useTranslation("permits");
  const list = useRef<HTMLUListElement>(null);
  useTurning(list);
  if (fault && !conflicts) return <ErrorCard fault={fault} what={t("conflict.what")} onRetry={onRetry} />;
  if (!conflicts) return <section className="sl-card"><header>{t("conflict.what")}</header><Loading rows={3} /></section>;
  const span = conflictSpan(conflicts, now);
  return (
    <section className="sl-card sl-conflicts" aria-label={t("conflict.what")}>
      <header>{t("conflict.title", { count: conflicts.length })}{conflicts.length > 0 && <span className="sl-meta">{t("conflict.span", { from: dateTimeText(span.from), to: dateTimeText(span.to) })}</span>}</header>
      {conflicts.length === 0
        ? <Empty title={t("conflict.none")} hint={t("conflict.noneHint")} />
        : <ul className="sl-conflict-list" ref={list}>{sortConflicts(conflicts, now).map((one) => <Row key={`${one.row}/${one.a.submissionId}/${one.b.submissionId}`} conflict={one} span={span} now={now} />)}</ul>}
    </section>
  );
}

function Row({ conflict, span, now }: { readonly conflict: PermitConflict; readonly span: TimeSpan; readonly now: number }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const standing = standingOfConflict(conflict, now);
  const overlap = overlapText(conflict, t);
  const movable = movableSide(conflict);
  return (
    <li className="sl-conflict" data-standing={standing}>
      <div className="sl-conflict-text">
        <p className="sl-conflict-head"><SideName side={conflict.a} /> <SwapOutlined aria-label={t("conflict.with")} /> <SideName side={conflict.b} /> <StateChip tone={looks[standing].tone} icon={looks[standing].icon}>{t(`conflict.standing.${standing}`)}</StateChip></p>
        <p>{text(conflict.title)}{t("conflict.comma")}{t(`conflict.basis.${conflict.basis}`, { m: conflict.distanceM })}</p>
        <p className="sl-meta">{conflict.clause}{conflict.verify && ` · ${t("conflict.verify")}`} · {overlap}</p>
      </div>
      <ConflictBars conflict={conflict} span={span} now={now} label={`${t("conflict.bars")} ${overlap}`} />
      {movable && <RouteLink className="ant-btn ant-btn-default sl-button sl-conflict-act" href={`/submissions/${movable.submissionId}`}>{t("conflict.open", { number: shortNumber(movable.number) })}</RouteLink>}
    </li>
  );
}

function SideName({ side }: { readonly side: Side }): ReactNode {
  const { text } = useLocale();
  const name = `${workKind(text(side.form.title))} ${shortNumber(side.number)}`;
  return side.visible ? <RouteLink href={`/submissions/${side.submissionId}`} title={[side.number, side.title].filter(Boolean).join(" ")}>{name}</RouteLink> : <span title={side.number}>{name}</span>;
}

/** The ticket that can still be moved: the one that has not begun, of those the reader may open. */
function movableSide({ a, b }: PermitConflict): Side | undefined {
  const open = [a, b].filter((side) => side.visible);
  return open.find((side) => side.tone === "waiting") ?? open.find((side) => side.tone === "stopped") ?? open[0];
}

/** When both go on, in words. */
function overlapText({ from, to }: PermitConflict, t: TFunction): string {
  const begin = from === null ? t("permits:conflict.ever") : dateTimeText(from);
  return t("permits:conflict.overlap", { from: begin, to: to === null ? t("permits:conflict.open-end") : from !== null && dateTimeText(from).slice(0, -5) === dateTimeText(to).slice(0, -5) ? dateTimeText(to).slice(-5) : dateTimeText(to) });
}
