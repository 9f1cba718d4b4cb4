import { type FlowDefinition, type FormDefinition, type JsonObject, jsonEqual } from "@safeloop/engine";
import { FormView, useLocale } from "@safeloop/web";
import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

/** What was changed, by property key; null where it was cleared. */
function changedIn(before: JsonObject, after: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(keys.filter((key) => !jsonEqual((before[key] ?? null), (after[key] ?? null))).map((key) => [key, (after[key] ?? null)]));
}

/** The form as the person at a step sees it, to fill what the step asks for. */
export function FillDialog({ flow, form, node, data, onDone, onClose }: { readonly flow: FlowDefinition; readonly form: FormDefinition; readonly node: string | undefined; readonly data: JsonObject; readonly onDone: (changed: JsonObject) => void; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const { locale, text } = useLocale();
  const [now, setNow] = useState<JsonObject>(data);
  const step = flow.nodes.find((one) => one.id === node);
  const access = step && "fields" in step ? step.fields : undefined;
  return (
    <Modal open width={960} title={t("fill.title", { step: text(step?.title) })} okText={t("fill.ok")} cancelText={t("common:act.cancel")} onOk={() => onDone(changedIn(data, now))} onCancel={onClose}>
      <p className="sl-meta">{t("banner.nothing")}</p>
      <FormView definition={form} data={now} locale={locale} mode="fill" onChange={setNow} {...(access ? { access } : {})} />
    </Modal>
  );
}
