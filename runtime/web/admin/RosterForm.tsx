import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { RosterView } from "@safeloop/engine";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { ModalForm } from "./ModalForm.tsx";
import { OrgSelect } from "./OrgSelect.tsx";
import { planOf, type RosterValues, valuesOf } from "./rosterValues.ts";
import { useChange } from "./useChange.ts";
import { usePeople, useRoles } from "./usePeople.ts";
import { labelSearch } from "../search/labelSearch.ts";

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

/** Makes or changes a roster: shifts with the people of each weekday, and dates that differ. */
export function RosterForm({ roster, onClose }: { readonly roster?: RosterView; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { text } = useLocale();
  const [form] = Form.useForm<RosterValues>();
  const { data: roles } = useRoles();
  const { data: people } = usePeople();
  const persons = (people?.items ?? []).filter((one) => one.status === "active").map((one) => ({ value: one.id, label: one.name }));
  const save = useChange((values: RosterValues) => {
    const plan = planOf(values);
    return roster ? api.put<RosterView>(`/rosters/${roster.id}`, { plan, version: roster.version }) : api.post<RosterView>("/rosters", { orgId: values.orgId, role: values.role, plan });
  }, ["rosters"], onClose);
  const required = [{ required: true, message: t("required") }];
  const clock = [{ pattern: /^([01]\d|2[0-3]):[0-5]\d$/, required: true, message: t("rosters.badTime") }];
  const pick = (label: string): ReactNode => <Select mode="multiple" allowClear aria-label={label} placeholder={t("rosters.gap")} showSearch={labelSearch} options={persons} />;
  return (
    <ModalForm form={form} width={760} title={roster ? t("rosters.editTitle", { what: text(roster.org.title) }) : t("rosters.add")} act={t("common:act.save")} change={save} onValues={save.mutate} onClose={onClose} initialValues={valuesOf(roster)}>
      {!roster && (
        <div className="sl-form-grid">
          <Form.Item name="orgId" label={t("field.org")} rules={required}><OrgSelect label={t("field.org")} /></Form.Item>
          <Form.Item name="role" label={t("people.role")} rules={required}><Select showSearch={labelSearch} options={(roles ?? []).map((one) => ({ value: one.id, label: text(one.title) }))} /></Form.Item>
        </div>
      )}
      <Form.Item name="handoverMin" label={t("rosters.handover")} extra={t("rosters.handoverHint")}><InputNumber min={0} max={120} suffix={t("rosters.minutes")} /></Form.Item>
      <Form.List name="shifts">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <fieldset key={field.key} className="sl-roster-shift">
                <div className="sl-roster-shift-head">
                  <Form.Item name={[field.name, "name"]} label={t("rosters.shift")} rules={required}><Input maxLength={40} /></Form.Item>
                  <Form.Item name={[field.name, "from"]} label={t("rosters.from")} rules={clock}><Input maxLength={5} placeholder="08:00" /></Form.Item>
                  <Form.Item name={[field.name, "to"]} label={t("rosters.to")} rules={clock}><Input maxLength={5} placeholder="20:00" /></Form.Item>
                  <Button icon={<DeleteOutlined />} aria-label={t("rosters.removeShift")} disabled={fields.length === 1} onClick={() => remove(field.name)} />
                </div>
                <div className="sl-roster-shift-days">
                  {weekdays.map((day) => <Form.Item key={day} name={[field.name, "week", day]} label={t(`rosters.day.${day + 1}`)}>{pick(t(`rosters.day.${day + 1}`))}</Form.Item>)}
                </div>
              </fieldset>
            ))}
            <Button icon={<PlusOutlined />} disabled={fields.length >= 8} onClick={() => add({ name: "", from: "", to: "", week: weekdays.map(() => []) })}>{t("rosters.addShift")}</Button>
          </>
        )}
      </Form.List>
      <Form.Item label={t("rosters.exceptions")} extra={t("rosters.exceptionsHint")} className="sl-roster-exceptions">
        <Form.List name="exceptions">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field) => (
                <div key={field.key} className="sl-roster-exception">
                  <Form.Item name={[field.name, "date"]} rules={required}><Input type="date" aria-label={t("rosters.date")} /></Form.Item>
                  <Form.Item name={[field.name, "shift"]} rules={required}><Input aria-label={t("rosters.shift")} placeholder={t("rosters.shiftName")} maxLength={40} /></Form.Item>
                  <Form.Item name={[field.name, "people"]}>{pick(t("rosters.people"))}</Form.Item>
                  <Button icon={<DeleteOutlined />} aria-label={t("rosters.removeException")} onClick={() => remove(field.name)} />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ people: [] })}>{t("rosters.addException")}</Button>
            </>
          )}
        </Form.List>
      </Form.Item>
    </ModalForm>
  );
}
