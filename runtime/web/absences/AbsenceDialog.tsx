import { type ReactNode, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "../components/useNow.ts";
import { localInputOf } from "../forms/zonedTime.ts";
import { ActDialog } from "../inbox/ActDialog.tsx";
import { PeoplePick } from "../inbox/PeoplePick.tsx";
import { useMe } from "../session/useMe.ts";
import { absenceBody, type AbsenceForm, quickEnds, windowFault } from "./absenceForm.ts";
import { useAddAbsence } from "./useAbsences.ts";

/** Who stands in, and from when to when. */
export function AbsenceDialog({ returnTo, onClose }: { readonly returnTo: RefObject<HTMLElement | null>; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("absences");
  const { person, siteTz } = useMe();
  const [form, setForm] = useState((): AbsenceForm => ({ deputy: [], from: localInputOf(new Date(serverNow()).toISOString(), siteTz), to: "", reason: "" }));
  const add = useAddAbsence(onClose);
  const body = absenceBody(form, serverNow(), siteTz);
  const fault = windowFault(form, serverNow(), siteTz);
  const ends = quickEnds(serverNow(), siteTz);
  const quick = (key: "today" | "week", to: string | undefined): ReactNode => to !== undefined && <button key={key} type="button" className="sf-side-button" onClick={() => setForm({ ...form, to })}>{t(`form.${key}`)}</button>;
  return (
    <ActDialog title={t("form.title")} lead={t("form.lead")} act={t("add")} canSend={body !== undefined} isBusy={add.isPending} fault={add.error} returnTo={returnTo} onClose={onClose} onSend={() => body !== undefined && add.mutate(body)}>
      <PeoplePick label={`${t("form.deputy")} *`} value={form.deputy} without={[person.id]} onChange={(deputy) => setForm({ ...form, deputy })} />
      <div className="sl-absence-times">
        <label><span className="sl-label">{t("form.from")} *</span><input className="sf-input" type="datetime-local" value={form.from} onChange={(event) => setForm({ ...form, from: event.target.value })} /></label>
        <label><span className="sl-label">{t("form.to")} *</span><input className="sf-input" type="datetime-local" value={form.to} aria-invalid={fault !== undefined} aria-describedby="absence-fault" onChange={(event) => setForm({ ...form, to: event.target.value })} /></label>
        <div className="sl-absence-quick">{quick("today", ends.today)}{quick("week", ends.week)}</div>
        {fault !== undefined && <p id="absence-fault" className="sl-absence-fault" role="alert">{t(`form.${fault}`)}</p>}
      </div>
      <label><span>{t("form.reason")}</span><input className="sf-input" maxLength={500} value={form.reason} placeholder={t("form.reasonHint")} onChange={(event) => setForm({ ...form, reason: event.target.value })} /></label>
    </ActDialog>
  );
}
