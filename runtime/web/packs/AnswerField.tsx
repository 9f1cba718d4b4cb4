import type { JsonValue, PackInput } from "@safeloop/engine";
import { Input, InputNumber, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import { useRoles } from "../admin/usePeople.ts";
import { unitText } from "../forms/units.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { labelSearch } from "../search/labelSearch.ts";
import { useTags } from "../tags/useTags.ts";
import { hoursAndMinutes, isoDuration } from "./answers.ts";

export interface AnswerFieldProps {
  readonly id: string;
  readonly input: PackInput;
  readonly value: JsonValue | undefined;
  readonly isWrong: boolean;
  readonly onChange: (value: JsonValue | undefined) => void;
}

/** The field a parameter of a pack is answered in. A number is never clamped: one that is out of range is refused in words. */
export function AnswerField(props: AnswerFieldProps): ReactNode {
  const { selector } = props.input;
  if (selector.number) return <NumberField {...props} />;
  if (selector.boolean) return <YesNo {...props} />;
  if (selector.choice) return <Pick {...props} options={selector.choice.options.map((one) => ({ value: one.value, label: one.label }))} />;
  if (selector.tag) return <TagPick {...props} />;
  if (selector.area) return <AreaPick {...props} />;
  if (selector.role) return <RolePick {...props} />;
  if (selector.duration) return <Duration {...props} />;
  return <Input id={props.id} value={typeof props.value === "string" ? props.value : ""} maxLength={selector.text?.maxLength ?? 200} status={props.isWrong ? "error" : ""} onChange={(event) => props.onChange(event.target.value)} />;
}

function NumberField({ id, input, value, isWrong, onChange }: AnswerFieldProps): ReactNode {
  const { locale } = useLocale();
  const unit = unitText(input.selector.number?.unit, locale);
  return <InputNumber id={id} value={typeof value === "number" ? value : null} status={isWrong ? "error" : ""} onChange={(next) => onChange(next ?? undefined)} style={{ width: 200 }} {...(unit === "" ? {} : { suffix: unit })} />;
}

function YesNo({ id, value, onChange, input }: AnswerFieldProps): ReactNode {
  const { t } = useTranslation();
  const { text } = useLocale();
  return <Radio.Group id={id} aria-label={text(input.title)} value={value} onChange={(event) => onChange(event.target.value as boolean)} options={[{ value: true, label: t("yes") }, { value: false, label: t("no") }]} />;
}

function Duration({ id, value, isWrong, onChange }: AnswerFieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const parts = hoursAndMinutes(value);
  const status = isWrong ? "error" : "";
  return (
    <span className="sl-answer-pair">
      <InputNumber id={id} aria-label={t("hours")} value={parts?.h ?? null} min={0} precision={0} status={status} suffix={t("hours")} onChange={(h) => onChange(isoDuration(h, parts?.m))} />
      <InputNumber aria-label={t("minutes")} value={parts?.m ?? null} min={0} precision={0} status={status} suffix={t("minutes")} onChange={(m) => onChange(isoDuration(parts?.h, m))} />
    </span>
  );
}

type Option = { readonly value: string; readonly label: string | { readonly zh: string; readonly en: string } };

function Pick({ id, input, value, isWrong, onChange, options, isMany = false, isLoading = false }: AnswerFieldProps & { readonly options: readonly Option[]; readonly isMany?: boolean; readonly isLoading?: boolean }): ReactNode {
  const { text } = useLocale();
  const { t } = useTranslation("packs");
  return (
    <Select
      id={id} aria-label={text(input.title)} allowClear loading={isLoading} value={value} status={isWrong ? "error" : ""} showSearch={labelSearch} placeholder={t("install.pick")} notFoundContent={t("install.nothing")}
      {...(isMany ? { mode: "multiple" as const } : {})} onChange={(next: JsonValue | undefined) => onChange(next)} options={options.map((one) => ({ value: one.value, label: text(one.label) }))}
    />
  );
}

function TagPick(props: AnswerFieldProps): ReactNode {
  const { text } = useLocale();
  const { data, isPending } = useTags();
  const { measurement, medium, multiple = false } = props.input.selector.tag ?? {};
  const fits = (data?.items ?? []).filter((tag) => (measurement === undefined || tag.measurement === measurement) && (medium === undefined || tag.medium === medium));
  return <Pick {...props} isMany={multiple} isLoading={isPending} options={fits.map((tag) => ({ value: tag.id, label: `${tag.id} ${text(tag.title)}` }))} />;
}

function AreaPick(props: AnswerFieldProps): ReactNode {
  const { data, isPending } = useOrg();
  return <Pick {...props} isMany={props.input.selector.area?.multiple ?? false} isLoading={isPending} options={(data?.areas ?? []).map((area) => ({ value: area.id, label: area.title }))} />;
}

function RolePick(props: AnswerFieldProps): ReactNode {
  const { data, isPending } = useRoles();
  return <Pick {...props} isLoading={isPending} options={(data ?? []).map((role) => ({ value: role.id, label: role.title }))} />;
}
