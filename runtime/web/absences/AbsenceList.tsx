import type { AbsenceView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../components/StateChip.tsx";
import { dateTimeText } from "../components/time.ts";
import { ActDialog } from "../inbox/ActDialog.tsx";
import { useEndAbsence } from "./useAbsences.ts";

/** Ends it, or removes it while it has not begun; says first what follows. */
function EndButton({ absence }: { readonly absence: AbsenceView }): ReactNode {
  const { t } = useTranslation("absences");
  const [isAsked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const end = useEndAbsence(() => setAsked(false));
  const isFuture = absence.state === "future";
  const names = { name: absence.deputy.name, who: absence.person.name };
  const act = t(isFuture ? "end.remove" : "end.now");
  return (
    <>
      <Button ref={button} onClick={() => { end.reset(); setAsked(true); }}>{act}</Button>
      {isAsked && <ActDialog title={t(isFuture ? "end.removeTitle" : "end.title", names)} lead={t(isFuture ? "end.removeFollows" : "end.follows", names)} act={act} isDanger isBusy={end.isPending} fault={end.error} returnTo={button} onClose={() => setAsked(false)} onSend={() => end.mutate(absence.id)} />}
    </>
  );
}

/** Absences, one a line: who, by whom, from when to when, and how it stands. */
export function AbsenceList({ absences, shows }: { readonly absences: readonly AbsenceView[]; readonly shows: "deputy" | "person" }): ReactNode {
  const { t } = useTranslation("absences");
  return (
    <ul className="sl-absences">
      {absences.map((one) => (
        <li key={one.id} className={one.state === "past" ? "sl-absence-past" : ""}>
          <strong className="sl-cut">{one[shows].name}</strong>
          <StateChip tone={one.state === "present" ? "live" : "waiting"}>{t(`state.${one.state}`)}</StateChip>
          <span className="sl-absence-window">{dateTimeText(one.from)} – {dateTimeText(one.to)}{one.reason === undefined ? "" : ` · ${one.reason}`}</span>
          {one.mayEnd && one.state !== "past" && <EndButton absence={one} />}
        </li>
      ))}
    </ul>
  );
}
