import type { RosterView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../components/useNow.ts";
import { type RosterDay, weekOf } from "./rosterDays.ts";

/** This week, a row a shift; on a phone a block a day. A gap is said, never left blank. */
export function RosterWeek({ roster }: { readonly roster: RosterView }): ReactNode {
  const { t } = useTranslation("admin");
  const days = weekOf(roster, serverNow());
  const names = new Map(roster.people.map((one) => [one.id, one.name]));
  const label = (day: RosterDay, at: number): string => `${t(`rosters.day.${at + 1}`)} ${day.date.slice(5)}`;
  return (
    <>
      <div className="sl-roster-week">
        <table>
          <thead><tr><th scope="col">{t("rosters.shift")}</th>{days.map((day, at) => <th key={day.date} scope="col" aria-current={day.isToday ? "date" : undefined}>{label(day, at)}</th>)}</tr></thead>
          <tbody>
            {roster.plan.shifts.map((shift, row) => (
              <tr key={shift.id}>
                <th scope="row">{shift.name}<span className="sl-meta">{shift.from}–{shift.to}</span></th>
                {days.map((day) => <td key={day.date} data-today={day.isToday}><People cell={day.shifts[row]} names={names} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="sl-roster-days">
        {days.map((day, at) => (
          <li key={day.date} data-today={day.isToday}>
            <b>{label(day, at)}</b>
            {roster.plan.shifts.map((shift, row) => <div key={shift.id}><span className="sl-meta">{shift.name} {shift.from}–{shift.to}</span> <People cell={day.shifts[row]} names={names} /></div>)}
          </li>
        ))}
      </ul>
      {roster.plan.handoverMin > 0 && <p className="sl-meta sl-roster-note">{t("rosters.handoverNote", { min: roster.plan.handoverMin })}</p>}
    </>
  );
}

function People({ cell, names }: { readonly cell: RosterDay["shifts"][number] | undefined; readonly names: ReadonlyMap<string, string> }): ReactNode {
  const { t } = useTranslation("admin");
  if (!cell || cell.people.length === 0) return <span className="sl-roster-nobody">{t("rosters.gap")}{cell?.isException && ` · ${t("rosters.changed")}`}</span>;
  return <span>{cell.people.map((id) => names.get(id) ?? id).join(t("rosters.and"))}{cell.isException && <span className="sl-meta"> · {t("rosters.changed")}</span>}</span>;
}
