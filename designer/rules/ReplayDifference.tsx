import type { ReplayView } from "@safeloop/engine";
import { dateTimeText, durationText } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Difference = NonNullable<ReplayView["difference"]>;
type Moved = Difference["moved"]["first"][number];

const shown = 20;

interface Row {
  readonly what: "onlyNew" | "onlyOld" | "moved";
  readonly key: string;
  readonly raisedAt: number;
  readonly moved?: Moved;
}

function rowsOf({ onlyNew, onlyOld, moved }: Difference): readonly Row[] {
  const plain = (what: "onlyNew" | "onlyOld", list: Difference["onlyNew"]): Row[] => list.first.map(({ key, raisedAt }) => ({ what, key, raisedAt }));
  return [...plain("onlyNew", onlyNew), ...plain("onlyOld", onlyOld), ...moved.first.map((one): Row => ({ what: "moved", key: one.key, raisedAt: one.raisedAt, moved: one }))].sort((a, b) => a.raisedAt - b.raisedAt);
}

/** "begins 2 s later, ends 5 s earlier" */
function MovedBy({ one }: { readonly one: Moved }): ReactNode {
  const { t } = useTranslation("designer");
  const { t: words } = useTranslation();
  const by = (what: "begins" | "ends", ms: number): string => t(`replay.${what}${ms > 0 ? "Later" : "Earlier"}`, { by: durationText(Math.abs(ms), words) });
  const ends = one.clearedAt === null || one.was.clearedAt === null ? null : one.clearedAt - one.was.clearedAt;
  const parts = [...(one.raisedAt === one.was.raisedAt ? [] : [by("begins", one.raisedAt - one.was.raisedAt)]), ...(ends === null || ends === 0 ? [] : [by("ends", ends)]), ...(ends === null && one.clearedAt !== one.was.clearedAt ? [t(one.clearedAt === null ? "replay.nowOpen" : "replay.nowEnds")] : [])];
  return parts.join(t("replay.comma"));
}

/** What the draft changes of what the published rule raises: an alarm that falls away is the one to look at. */
export function ReplayDifference({ report }: { readonly report: ReplayView }): ReactNode {
  const { t } = useTranslation("designer");
  const { difference } = report;
  if (!difference) return null;
  const { same, onlyNew, onlyOld, moved } = difference;
  const rows = rowsOf(difference);
  return (
    <div className="dz-replay-difference">
      <p className="dz-card-body">{t("replay.difference", { same, onlyNew: onlyNew.count, onlyOld: onlyOld.count, moved: moved.count })}</p>
      {rows.length > 0 && (
        <table className="dz-access dz-episodes">
          <thead><tr><th>{t("replay.change")}</th><th>{t("replay.start")}</th><th>{t("replay.key")}</th><th>{t("replay.how")}</th></tr></thead>
          <tbody>{rows.slice(0, shown).map((one) => <tr key={`${one.what}${one.key}${one.raisedAt}`}><td>{t(`replay.is.${one.what}`)}</td><td>{dateTimeText(one.raisedAt)}</td><td>{one.key}</td><td>{one.moved ? <MovedBy one={one.moved} /> : null}</td></tr>)}</tbody>
        </table>
      )}
    </div>
  );
}
