import type { FormDefinition, JsonObject, SubmissionPage, SubmissionView } from "@safeloop/engine";
import { api, ErrorCard, FormView, labelSearch, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Modal, Segmented, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Start } from "./useSimulation.ts";

type Choice = Pick<Start, "data" | "source"> & { readonly title?: string };

/** Records of the form the caller may see, to take the data of one. */
function RecordPicker({ form, onPick, onFault }: { readonly form: string; readonly onPick: (choice: Choice) => void; readonly onFault: (fault: unknown) => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const records = useQuery({ queryKey: ["simulate", "records", form], queryFn: () => api.get<SubmissionPage>("/submissions", { form, limit: 50 }), retry: false });
  if (records.error) return <ErrorCard fault={records.error} />;
  const pick = (id: string): void => {
    api.get<SubmissionView>(`/submissions/${encodeURIComponent(id)}`).then((one) => onPick({ source: "record", data: one.data, title: `${one.number ?? ""} ${one.title}`.trim() }), onFault);
  };
  return <Select className="dz-sim-person" aria-label={t("data.record")} placeholder={t("data.record")} loading={records.isLoading} showSearch={labelSearch} onChange={pick} notFoundContent={t("data.noRecord")} options={(records.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.number ?? ""} ${one.title}`.trim() }))} />;
}

/** What the run begins with: the pack's sample, the data of a record, or nothing; all of it can be changed. */
export function DataDialog({ form, start, sample, onDone, onClose }: { readonly form: FormDefinition; readonly start: Start; readonly sample: JsonObject; readonly onDone: (choice: Choice) => void; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const { locale } = useLocale();
  const [choice, setChoice] = useState<Choice>({ data: start.data, source: start.source, ...(start.title === undefined ? {} : { title: start.title }) });
  const [fault, setFault] = useState<unknown>(undefined);
  const [version, setVersion] = useState(0); // a new choice fills the form anew
  const take = (next: Choice): void => {
    setChoice(next);
    setVersion((one) => one + 1);
  };
  const from = (source: Start["source"]): void => (source === "record" ? setChoice({ ...choice, source }) : take({ source, data: source === "sample" ? sample : {} }));
  const hasSample = Object.keys(sample).length > 0;
  return (
    <Modal open width={960} title={t("data.title")} okText={t("data.ok")} cancelText={t("common:act.cancel")} onOk={() => onDone(choice)} onCancel={onClose}>
      <div className="dz-sim-data">
        <Segmented aria-label={t("data.from")} value={choice.source === "own" ? "empty" : choice.source} onChange={from} options={[...(hasSample ? [{ value: "sample" as const, label: t("data.sample") }] : []), { value: "record" as const, label: t("data.record") }, { value: "empty" as const, label: t("data.empty") }]} />
        {choice.source === "record" && <RecordPicker form={form.id} onPick={take} onFault={setFault} />}
      </div>
      {fault !== undefined && <ErrorCard fault={fault} />}
      <FormView key={version} definition={form} data={choice.data} locale={locale} mode="fill" onChange={(data) => setChoice({ ...choice, data, source: choice.source === "empty" ? "own" : choice.source })} />
    </Modal>
  );
}
