import { Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { unitText } from "../forms/units.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { type editorOf, isQuantity } from "./valueText.ts";

type Typed = string | number | boolean | undefined;

/** A field for another value of the same kind. */
export function ValueEditor({ kind, sample, value, onChange }: { readonly kind: NonNullable<ReturnType<typeof editorOf>>; readonly sample: unknown; readonly value: Typed; readonly onChange: (value: Typed) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale } = useLocale();
  const label = t("side.edit");
  if (kind === "boolean") return <Select aria-label={label} value={value as never} style={{ minWidth: 100 }} onChange={(next: boolean) => onChange(next)} options={[{ value: true, label: t("common:yes") }, { value: false, label: t("common:no") }]} />;
  if (kind === "text") return <Input aria-label={label} value={typeof value === "string" ? value : ""} maxLength={2_000} style={{ maxWidth: 360 }} onChange={(event) => onChange(event.target.value)} />;
  const unit = isQuantity(sample) ? unitText(sample.unit, locale) : "";
  return <InputNumber aria-label={label} value={typeof value === "number" ? value : null} style={{ width: 180 }} {...(unit === "" ? {} : { suffix: unit })} onChange={(next) => onChange(next ?? undefined)} />;
}
