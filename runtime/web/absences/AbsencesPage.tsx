import type { AbsenceView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { dateTimeText } from "../components/time.ts";
import { useMe } from "../session/useMe.ts";
import { AbsenceDialog } from "./AbsenceDialog.tsx";
import { absenceGroups } from "./absenceForm.ts";
import { AbsenceList } from "./AbsenceList.tsx";
import { useAbsences } from "./useAbsences.ts";
import "./absences.css";

/** Where things stand, in a sentence. */
function useTitle(mine: readonly AbsenceView[]): string {
  const { t } = useTranslation("absences");
  const present = mine.find((one) => one.state === "present");
  const next = [...mine].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))[0];
  if (present !== undefined) return t("title.away", { name: present.deputy.name });
  return next === undefined ? t("title.none") : t("title.planned", { from: dateTimeText(next.from), name: next.deputy.name });
}

function Lists({ absences, adding }: { readonly absences: readonly AbsenceView[]; readonly adding: ReactNode }): ReactNode {
  const { t } = useTranslation("absences");
  const { mine, minePast, forOthers } = absenceGroups(absences, useMe().person.id);
  const title = useTitle(mine);
  const now = new Set(forOthers.filter((one) => one.state === "present").map((one) => one.person.id)).size;
  return (
    <div className="sl-absence-page">
      <PageHeader title={title} sub={now > 0 ? t("sub", { count: now }) : undefined} actions={adding} />
      <section className="sl-card">
        <header>{t("mine")}</header>
        {mine.length === 0 ? <Empty title={t(minePast.length === 0 ? "noMine" : "noneNow")} hint={t("noMineHint")} /> : <AbsenceList absences={mine} shows="deputy" />}
        {minePast.length > 0 && <details className="sl-absence-over"><summary>{t("past", { count: minePast.length })}</summary><AbsenceList absences={minePast} shows="deputy" /></details>}
      </section>
      <section className="sl-card">
        <header>{t("forOthers")}</header>
        {forOthers.length === 0 ? <Empty title={t("noOthers")} /> : <AbsenceList absences={forOthers} shows="person" />}
      </section>
    </div>
  );
}

function Adding({ button, onOpen }: { readonly button: RefObject<HTMLButtonElement | null>; readonly onOpen: () => void }): ReactNode {
  const { t } = useTranslation("absences");
  return <Button ref={button} type="primary" onClick={onOpen}>{t("add")}</Button>;
}

/** Away & deputy: who acts on my tasks while I am away, and for whom do I act? */
export default function AbsencesPage(): ReactNode {
  const { t } = useTranslation("absences");
  const [isAdding, setAdding] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const absences = useAbsences();
  if (absences.error) return <ErrorCard fault={absences.error} what={t("load")} onRetry={() => void absences.refetch()} />;
  if (absences.data === undefined) return <Loading rows={6} />;
  return (
    <>
      <Lists absences={absences.data} adding={<Adding button={button} onOpen={() => setAdding(true)} />} />
      {isAdding && <AbsenceDialog returnTo={button} onClose={() => setAdding(false)} />}
    </>
  );
}
