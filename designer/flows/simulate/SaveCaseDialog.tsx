import type { PackCase } from "@safeloop/engine";
import { ErrorCard } from "@safeloop/web";
import { Checkbox, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Expectation, expectations, freeCaseId, withExpectations } from "./expectations.ts";
import { useCaseChanges, useCases } from "./useCases.ts";

export interface SaveCaseProps {
  readonly flow: string;
  readonly asCase: (id: string, title: string) => Promise<PackCase | undefined>;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** Keeps the run under a name, with what must hold when it is played again. */
export function SaveCaseDialog({ flow, asCase, onSaved, onClose }: SaveCaseProps): ReactNode {
  const { t } = useTranslation("simulate");
  const cases = useCases(flow);
  const { save } = useCaseChanges(flow);
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<readonly Expectation[]>(["state", "asked", "told", "timers", "effects", "data"]);
  const [fault, setFault] = useState<unknown>(undefined);
  const keep = async (): Promise<void> => {
    try {
      const made = await asCase(freeCaseId((cases.data?.items ?? []).map((one) => one.id)), title.trim());
      if (!made) throw new Error("no case");
      await save.mutateAsync(withExpectations(made, chosen));
      onSaved();
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <Modal open title={t("case.save")} okText={t("case.save")} cancelText={t("common:act.cancel")} confirmLoading={save.isPending} okButtonProps={{ disabled: title.trim() === "" || cases.data === undefined }} onOk={() => void keep()} onCancel={onClose}>
      <p className="sl-meta">{t("case.lead")}</p>
      <label className="dz-field"><span>{t("case.name")}</span><Input autoFocus maxLength={200} value={title} placeholder={t("case.nameHint")} onChange={(event) => setTitle(event.target.value)} /></label>
      <fieldset className="dz-sim-expect"><legend>{t("case.expects")}</legend><Checkbox.Group value={[...chosen]} onChange={(value) => setChosen(value)} options={expectations.map((value) => ({ value, label: t(`case.expect.${value}`) }))} /></fieldset>
      {fault !== undefined && <ErrorCard fault={fault} what={t("case.save")} />}
    </Modal>
  );
}
