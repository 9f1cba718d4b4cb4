import { isObject, type FormDefinition, type JsonLogic, type JsonValue, own } from "@safeloop/engine";
import { useConditionWords, useLocale } from "@safeloop/web";
import { Button, Input, InputNumber, Select, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type EditedField, fieldsOf, titleOf } from "./formModel.ts";
import { logicOfWhen, offeredOperators, type When, whenOf } from "./whenCondition.ts";

function choicesOf(field: EditedField | undefined): readonly string[] {
  const items = field && own(field.schema, "items");
  const list = field && (own(field.schema, "enum") ?? (isObject(items) ? own(items, "enum") : undefined));
  return Array.isArray(list) ? list.map(String) : [];
}

function ValueEditor({ field, value, onChange }: { readonly field: EditedField | undefined; readonly value: JsonValue; readonly onChange: (value: JsonValue) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const type = field && own(field.schema, "type");
  const choices = choicesOf(field);
  if (type === "boolean") return <Switch checked={value === true} onChange={onChange} aria-label={t("when.value")} />;
  if (choices.length > 0) return <Select size="small" value={String(value)} onChange={onChange} options={choices.map((one) => ({ value: one, label: one }))} aria-label={t("when.value")} />;
  if (type === "number" || type === "integer") return <InputNumber size="small" value={typeof value === "number" ? value : null} onChange={(next) => onChange(next ?? 0)} aria-label={t("when.value")} />;
  return <Input size="small" value={String(value)} onChange={(event) => onChange(event.target.value)} aria-label={t("when.value")} />;
}

function RawEditor({ logic, onChange }: { readonly logic: JsonLogic; readonly onChange: (logic: JsonLogic | undefined) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const [text, setText] = useState(() => JSON.stringify(logic, null, 1));
  const [isBad, setBad] = useState(false);
  const take = (next: string): void => {
    setText(next);
    try {
      onChange(JSON.parse(next) as JsonLogic);
      setBad(false);
    } catch {
      setBad(true); // the last good one is kept until this one can be read
    }
  };
  return (
    <>
      <Input.TextArea className="sl-mono" value={text} rows={8} status={isBad ? "error" : ""} onChange={(event) => take(event.target.value)} aria-label={t("when.json")} />
      {isBad && <small className="dz-bad">{t("when.badJson")}</small>}
    </>
  );
}

/** A condition as a sentence — "when [field] [is] [value]" — or as JSON where it is more than that. */
export function WhenEditor({ form, logic, self, onChange }: { readonly form: FormDefinition; readonly logic: JsonLogic | undefined; readonly self: string; readonly onChange: (logic: JsonLogic | undefined) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const others = fieldsOf(form).filter((field) => field.xid !== self);
  const words = useConditionWords(form);
  const when = whenOf(logic);
  if (logic === undefined) {
    const first = others[0];
    return <Button size="small" type="link" disabled={!first} onClick={() => first && onChange(logicOfWhen({ field: first.xid, op: "===", value: choicesOf(first)[0] ?? true }))}>{t("when.add")}</Button>;
  }
  const put = (change: Partial<When>): void => when && onChange(logicOfWhen({ ...when, ...change }));
  const field = others.find((one) => one.xid === when?.field);
  return (
    <div className="dz-when">
      {when ? (
        <div className="dz-sentence">
          {t("when.start")} <Select size="small" value={when.field} onChange={(xid) => put({ field: xid, value: choicesOf(others.find((one) => one.xid === xid))[0] ?? true })} options={others.map((one) => ({ value: one.xid, label: text(titleOf(one)) }))} aria-label={t("when.field")} popupMatchSelectWidth={false} />
          <Select size="small" value={when.op} onChange={(op) => put({ op })} options={[...offeredOperators, ...(offeredOperators.includes(when.op) ? [] : [when.op])].map((op) => ({ value: op, label: t(`when.op.${op}`) }))} aria-label={t("when.operator")} popupMatchSelectWidth={false} />
          <ValueEditor field={field} value={when.value} onChange={(value) => put({ value })} /> {t("when.end")}
        </div>
      ) : (
        <>
          <p className="dz-when-words">{words.of(logic) ?? t("condition.custom")}</p>
          <RawEditor logic={logic} onChange={onChange} />
        </>
      )}
      <Button size="small" type="link" onClick={() => onChange(undefined)}>{t("when.remove")}</Button>
    </div>
  );
}
