import { isObject, type JsonObject, type JsonValue, own } from "@safeloop/engine";
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { freeName } from "./formModel.ts";

interface Option {
  readonly value: string;
  readonly zh: string;
  readonly en: string;
}

/** The options of a choice, with their labels; `choices` keep theirs in `items`. */
export function optionsOf(schema: JsonObject): readonly Option[] {
  const items = own(schema, "items");
  const list = own(schema, "enum") ?? (isObject(items) ? own(items, "enum") : undefined);
  const labels = own(schema, "x-enum") ?? (isObject(items) ? own(items, "x-enum") : undefined);
  return (Array.isArray(list) ? list.map(String) : []).map((value) => {
    const label = isObject(labels) ? own(labels, value) : undefined;
    return { value, zh: isObject(label) ? String(label["zh"] ?? "") : "", en: isObject(label) ? String(label["en"] ?? "") : "" };
  });
}

/** The keywords that say the same options, for `setKeyword`. */
export function keywordsOf(schema: JsonObject, options: readonly Option[]): { readonly keyword: "enum" | "items"; readonly value: JsonValue; readonly labels: JsonObject } {
  const values = options.map((one) => one.value);
  const labels = Object.fromEntries(options.map(({ value, zh, en }) => [value, { zh, en }]));
  const items = own(schema, "items");
  return isObject(items) ? { keyword: "items", value: { ...items, enum: values }, labels } : { keyword: "enum", value: values, labels };
}

export function OptionsEditor({ schema, onChange }: { readonly schema: JsonObject; readonly onChange: (options: readonly Option[]) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const options = optionsOf(schema);
  const put = (at: number, change: Partial<Option>): void => onChange(options.map((one, index) => (index === at ? { ...one, ...change } : one)));
  return (
    <div className="dz-options">
      {options.map((option, at) => (
        <div key={option.value} className="dz-option">
          <code>{option.value}</code>
          <Input size="small" value={option.zh} onChange={(event) => put(at, { zh: event.target.value })} aria-label={`${option.value} 中文`} />
          <Input size="small" value={option.en} onChange={(event) => put(at, { en: event.target.value })} aria-label={`${option.value} English`} />
          <Button size="small" type="text" disabled={options.length === 1} aria-label={t("options.remove", { value: option.value })} onClick={() => onChange(options.filter((_, index) => index !== at))}>×</Button>
        </div>
      ))}
      <Button size="small" type="link" onClick={() => onChange([...options, { value: freeName("option", new Set(options.map((one) => one.value))), zh: "新选项", en: "New option" }])}>{t("options.add")}</Button>
    </div>
  );
}
