import { fieldKind, type FormDefinition, isObject, kindOf, own } from "@safeloop/engine";
import { StateChip, useLocale } from "@safeloop/web";
import { Input, InputNumber, Switch } from "antd";
import { createElement, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../commands/commandStack.ts";
import { LayerBadge } from "../layers/LayerBadge.tsx";
import { LayerSection, LayerSummary } from "../layers/LayerPane.tsx";
import { renameKey, setKeyword, setRequired, setRule, setTitle } from "./edits/setField.ts";
import { changed } from "./edits/titles.ts";
import { fieldIcons } from "./fieldIcons.ts";
import { focusField } from "./focusField.ts";
import { type EditedField, fieldOf, titleOf } from "./formModel.ts";
import { keywordsOf, OptionsEditor, optionsOf } from "./OptionsEditor.tsx";
import { selectedSection } from "./selection.ts";
import { usesOf } from "./usesOf.ts";
import { WhenEditor } from "./WhenEditor.tsx";

interface PaneProps {
  readonly form: FormDefinition;
  readonly field: EditedField;
  readonly run: (edit: Edit<FormDefinition>) => void;
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return <label className="dz-row"><span>{label}</span>{children}</label>;
}

function textOf(field: EditedField, keyword: string, language: string): string {
  const value = own(field.schema, keyword);
  return isObject(value) && typeof value[language] === "string" ? value[language] : "";
}

function Basics({ field, run }: PaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const help = (language: "zh" | "en", words: string): void => run(setKeyword(field.xid, "x-help", { zh: textOf(field, "x-help", "zh"), en: textOf(field, "x-help", "en"), [language]: words }));
  return (
    <section>
      <h3>{t("props.basics")}</h3>
      <Row label={t("props.zh")}><Input value={textOf(field, "x-title", "zh")} onChange={(event) => run(setTitle(field.xid, "zh", event.target.value))} data-prop="title-zh" /></Row>
      <Row label={t("props.en")}><Input value={textOf(field, "x-title", "en")} onChange={(event) => run(setTitle(field.xid, "en", event.target.value))} data-prop="title-en" /></Row>
      <Row label={t("props.key")}><Input key={field.key} defaultValue={field.key} onBlur={(event) => run(renameKey(field.xid, event.target.value.trim()))} className="sl-mono" /></Row>
      {own(field.schema, "x-unit") !== undefined && <Row label={t("props.unit")}><Input value={String(own(field.schema, "x-unit"))} onChange={(event) => run(setKeyword(field.xid, "x-unit", event.target.value))} /></Row>}
      <Row label={t("props.helpZh")}><Input value={textOf(field, "x-help", "zh")} onChange={(event) => help("zh", event.target.value)} /></Row>
      <Row label={t("props.helpEn")}><Input value={textOf(field, "x-help", "en")} onChange={(event) => help("en", event.target.value)} /></Row>
    </section>
  );
}

function Bounds({ field, run, low, high }: PaneProps & { readonly low: string; readonly high: string }): ReactNode {
  const { t } = useTranslation("designer");
  const numberOf = (keyword: string): number | null => (typeof own(field.schema, keyword) === "number" ? (own(field.schema, keyword) as number) : null);
  return (
    <Row label={t(low === "minimum" ? "props.range" : "props.length")}>
      <span className="dz-pair">
        <InputNumber value={numberOf(low)} onChange={(value) => run(setKeyword(field.xid, low, value ?? undefined))} aria-label={t("props.least")} /> –
        <InputNumber value={numberOf(high)} onChange={(value) => run(setKeyword(field.xid, high, value ?? undefined))} aria-label={t("props.most")} />
      </span>
    </Row>
  );
}

function Validation(props: PaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const { field, run } = props;
  const type = own(field.schema, "type");
  const options = optionsOf(field.schema);
  const put = (next: Parameters<typeof keywordsOf>[1]): void => {
    const { keyword, value, labels } = keywordsOf(field.schema, next);
    run({ title: changed(field.xid, keyword), mergeKey: `${field.xid}/options`, apply: (form) => setKeyword(field.xid, "x-enum", labels).apply(setKeyword(field.xid, keyword, value).apply(form)) });
  };
  return (
    <section>
      <h3>{t("props.validation")}</h3>
      <Row label={t("props.required")}><span className="dz-switch"><Switch size="small" checked={field.isRequired} onChange={(on) => run(setRequired(field.xid, on))} aria-label={t("props.required")} /> <small className="sl-meta">{t("props.requiredWhenShown")}</small></span></Row>
      {(type === "number" || type === "integer") && <Bounds {...props} low="minimum" high="maximum" />}
      {type === "string" && options.length === 0 && <Bounds {...props} low="minLength" high="maxLength" />}
      {options.length > 0 && <OptionsEditor schema={field.schema} onChange={put} />}
    </section>
  );
}

function Conditions({ form, field, run }: PaneProps): ReactNode {
  const { t } = useTranslation("designer");
  return (["show", "require", "readonly"] as const).map((effect) => {
    const rule = form.logic.find((one) => one.target === field.xid && one.effect === effect && one.id === undefined);
    return (
      <section key={effect}>
        <h3>{t(`props.${effect}When`)}</h3>
        <WhenEditor key={`${field.xid}/${effect}/${rule === undefined}`} form={form} self={field.xid} logic={rule?.when} onChange={(when) => run(setRule(field.xid, effect, when))} />
      </section>
    );
  });
}

function Uses({ form, field }: PaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const uses = usesOf(form, field.xid);
  return (
    <section>
      <h3>{t("props.usedBy")}</h3>
      {uses.length === 0 ? <p className="sl-meta">{t("props.unused")}</p> : <ul className="dz-uses">{uses.map((use) => <li key={use.key}>{text(use.label)}</li>)}</ul>}
    </section>
  );
}

/** No field is selected: what was changed here on the section, or on the whole form. */
function Nothing({ selected }: { readonly selected: string | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  const section = selectedSection(selected);
  return <>{section === undefined ? <LayerSummary /> : <LayerSection id={`section:${section}`} />}<p className="sl-meta dz-props-empty">{t(section === undefined ? "props.nothing" : "props.section")}</p></>;
}

/** Esc leaves the panel for the field it is about; a list that is open closes first. */
function backToCanvas(event: KeyboardEvent, xid: string): void {
  if (event.key !== "Escape" || event.defaultPrevented || (event.target as HTMLElement).getAttribute("aria-expanded") === "true") return;
  event.preventDefault();
  focusField(xid);
}

/** Properties of the selected field; every change applies at once and is one undo step. */
export function FieldProperties({ form, selected, picked, run }: { readonly form: FormDefinition; readonly selected: string | undefined; readonly picked: readonly string[]; readonly run: PaneProps["run"] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const field = selected === undefined ? undefined : fieldOf(form, selected);
  if (picked.length > 1) return <aside className="dz-props" aria-label={t("props.title")}><p className="sl-meta dz-props-empty">{t("editing:selection.several", { count: picked.length })}</p></aside>;
  if (!field) return <aside className="dz-props" aria-label={t("props.title")}><Nothing selected={selected} /></aside>;
  const kind = kindOf(field.schema);
  const pane = { form, field, run };
  return (
    <aside className="dz-props" aria-label={t("props.title")} onKeyDown={(event) => backToCanvas(event, field.xid)}>
      <header>{createElement(fieldIcons[kind], { "aria-hidden": true, className: "dz-kind-icon" })}<strong>{text(titleOf(field))}</strong><StateChip>{text(fieldKind(kind)?.label)}</StateChip><LayerBadge id={field.xid} /><code className="sl-meta">{field.xid}</code></header>
      <LayerSection id={field.xid} />
      <Basics {...pane} />
      <Validation {...pane} />
      <Conditions {...pane} />
      <Uses {...pane} />
    </aside>
  );
}
