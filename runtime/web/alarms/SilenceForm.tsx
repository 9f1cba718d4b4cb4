import { Checkbox, Form, Input, Modal, Segmented, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import type { AlarmView } from "../api/types.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { clockText } from "../components/time.ts";
import { serverNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { isReason } from "./shelveTimes.ts";
import { useMakeSilence } from "./useSilences.ts";
import { labelSearch } from "../search/labelSearch.ts";

type Scope = "area" | "rule" | "tag";
const silenced = ["P2", "P3", "P4"] as const;
/** Offered lengths in minutes; the last is the longest allowed. */
const lengths: readonly number[] = [30, 60, 240, 480, 1440];

/** Begins a silence: of an area, or of the rule or tag of the alarm that is looked at. P1 cannot be chosen. */
export function SilenceForm({ selected, onClose }: { readonly selected: AlarmView | undefined; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const { data: org } = useOrg();
  const [scope, setScope] = useState<Scope>("area");
  const [area, setArea] = useState<string | undefined>(selected?.area?.id);
  const [minutes, setMinutes] = useState(60);
  const [priorities, setPriorities] = useState<readonly (typeof silenced)[number][]>(silenced);
  const [reason, setReason] = useState("");
  const make = useMakeSilence(onClose);
  const needsArea = scope !== "tag";
  const about = { ...(needsArea && area !== undefined ? { area } : {}), ...(scope === "rule" && selected ? { rule: selected.ruleId } : {}), ...(scope === "tag" && selected?.tagId ? { tag: selected.tagId } : {}) };
  // A minute of slack below the longest, so that a slow click is not refused.
  const until = serverNow() + Math.min(minutes, 1439) * 60_000;
  const canSend = Object.keys(about).length > 0 && (!needsArea || area !== undefined) && priorities.length > 0 && isReason(reason);
  const scopes = [{ value: "area" as const, label: t("silence.scope.area") }, ...(selected ? [{ value: "rule" as const, label: t("silence.scope.rule") }] : []), ...(selected?.tagId ? [{ value: "tag" as const, label: t("silence.scope.tag", { tag: selected.tagId }) }] : [])];
  return (
    <Modal open title={t("silence.addTitle")} okText={t("silence.add")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={() => make.mutate({ ...about, priorities: [...priorities], reason: reason.trim(), until: new Date(until).toISOString() })} confirmLoading={make.isPending} okButtonProps={{ disabled: !canSend }}>
      <Form layout="vertical">
        <Form.Item label={t("silence.what")}><Segmented value={scope} onChange={setScope} options={scopes} /></Form.Item>
        {scope === "rule" && selected && <p>{text(selected.ruleTitle)}</p>}
        {needsArea && <Form.Item label={t("filter.area")} required><Select value={area} onChange={setArea} aria-label={t("filter.area")} showSearch={labelSearch} options={(org?.areas ?? []).map((one) => ({ value: one.id, label: text(one.title) }))} /></Form.Item>}
        <Form.Item label={t("filter.priority")} extra={t("silence.noP1")}><Checkbox.Group value={[...priorities]} onChange={setPriorities} options={silenced.map((one) => ({ value: one, label: one }))} /></Form.Item>
        <Form.Item label={t("shelve.until")} extra={t("silence.longest")}><Segmented value={minutes} onChange={setMinutes} options={lengths.map((value) => ({ value, label: value < 60 ? t("shelve.minutes", { m: value }) : t("shelve.hours", { h: value / 60 }) }))} /></Form.Item>
        <Form.Item label={t("shelve.reason")} required><Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={500} placeholder={t("silence.reasonHint")} aria-label={t("shelve.reason")} /></Form.Item>
      </Form>
      <p className="sl-muted">{t("silence.consequence", { until: clockText(until).slice(0, 5) })}</p>
      {make.error && <ErrorCard fault={make.error} what={t("silence.add")} />}
    </Modal>
  );
}
