import { checklistAnswer, type ChecklistItem, checklistItems, type JsonValue } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clockText } from "../../components/time.ts";
import { serverNow } from "../../components/useNow.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { isSettled, withAnswer } from "../checklist.ts";
import { useFormContext } from "../formContext.ts";
import { unitText } from "../units.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { numberOf } from "./number.tsx";
import { PersonName } from "./PersonName.tsx";
import { Segments } from "./Segments.tsx";

interface RowProps { readonly id: string; readonly item: ChecklistItem; readonly value: JsonValue | undefined; readonly onChange: (value: JsonValue) => void; readonly readonly: boolean }

function Confirm({ item, value, onChange, readonly }: Omit<RowProps, "id">): ReactNode {
  const { t } = useTranslation("forms");
  const { services } = useFormContext();
  const answer = checklistAnswer(value, item.code);
  const me = services.me();
  if (answer["applies"] !== true) return null;
  if (typeof answer["confirmedBy"] === "string") {
    const undo = !readonly && answer["confirmedBy"] === me?.id;
    return (
      <span className="sf-confirmed">
        <i aria-hidden="true">✓</i><PersonName id={answer["confirmedBy"]} /> {typeof answer["time"] === "string" ? clockText(answer["time"]).slice(0, 5) : ""}
        {undo && <button type="button" className="sl-link" onClick={() => onChange(withAnswer(value, item.code, { confirmedBy: undefined, time: undefined }))}>{t("common:act.undo")}</button>}
      </span>
    );
  }
  return <button type="button" className="sf-confirm" disabled={readonly || me === null} onClick={() => me !== null && onChange(withAnswer(value, item.code, { confirmedBy: me.id, time: new Date(serverNow()).toISOString() }))}>{t("confirmMeasure")}</button>;
}

function Param({ item, value, onChange, readonly }: Omit<RowProps, "id">): ReactNode {
  const { locale, text } = useLocale();
  if (item.param === undefined) return null;
  const answer = checklistAnswer(value, item.code);
  const unit = unitText(item.param.unit, locale);
  return <span className="sf-unit-box sf-param"><input className="sf-input" aria-label={text(item.param.title)} placeholder={text(item.param.title)} value={String(answer["param"] ?? "")} readOnly={readonly} inputMode="decimal" onChange={(event) => onChange(withAnswer(value, item.code, { param: numberOf(event.target.value) }))} />{unit !== "" && <span className="sf-unit">{unit}</span>}</span>;
}

function Row(props: RowProps): ReactNode {
  const { id, item, value, onChange, readonly } = props;
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const answer = checklistAnswer(value, item.code);
  const applies = answer["applies"];
  const options = [{ value: "true", label: t("applies") }, { value: "false", label: t("notApplies") }];
  const choose = (next: string | undefined): void => onChange(withAnswer(value, item.code, { applies: next === undefined ? undefined : next === "true", ...(next === "true" ? { reason: undefined } : { confirmedBy: undefined, time: undefined }) }));
  return (
    <li className={isSettled(item, answer) ? "sf-measure" : "sf-measure sf-measure-open"}>
      <span className="sf-measure-code">{item.code}{item.star && <span title={t("starHint")}>★</span>}</span>
      <span className="sf-measure-text">
        {text(item.text)} <Param item={item} value={value} onChange={onChange} readonly={readonly} />
        {applies === false && <input className="sf-input" aria-label={t("reason")} placeholder={t(item.star ? "reasonRequired" : "reason")} aria-invalid={item.star && !isSettled(item, answer)} value={String(answer["reason"] ?? "")} readOnly={readonly} onChange={(event) => onChange(withAnswer(value, item.code, { reason: event.target.value || undefined }))} />}
      </span>
      <Segments id={`${id}-${item.code}`} label={item.code} value={applies === undefined ? undefined : String(applies)} options={options} onChange={choose} disabled={readonly} />
      <span className="sf-measure-state"><Confirm item={item} value={value} onChange={onChange} readonly={readonly} /></span>
    </li>
  );
}

function Edit({ id, field, value, onChange, readonly }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const items = checklistItems(field);
  const settled = items.filter((item) => isSettled(item, checklistAnswer(value, item.code))).length;
  return (
    <span id={id} role="group" tabIndex={-1} aria-labelledby={`${id}-label`} className="sf-checklist">
      <span className="sl-meta">{t("checklistState", { done: settled, all: items.length })}</span>
      <ul>{items.map((item) => <Row key={item.code} id={id} item={item} value={value} onChange={onChange} readonly={readonly} />)}</ul>
    </span>
  );
}

function Read({ field, value }: ReadProps): ReactNode {
  return <Edit id={`read-${field.xid}`} field={field} value={value} onChange={() => undefined} required={false} readonly invalid={false} options={undefined} describedBy={undefined} />;
}

/** The fixed measures of a permit: does it apply, who confirmed it and when, or why it does not. */
export const checklist: Widget = { Edit, Read, isWide: true, isGroup: true };
