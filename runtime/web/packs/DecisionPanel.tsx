import type { PackPlanItem, PackPlanView } from "@safeloop/engine";
import { Button } from "antd";
import type { TFunction } from "i18next";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { IssueList } from "./IssueList.tsx";
import type { Decision, ReviewLine } from "./review.ts";
import { ValueEditor } from "./ValueEditor.tsx";
import { editorOf, placeText, typedOf, valueText, withNumber } from "./valueText.ts";

export interface DecisionPanelProps {
  readonly line: ReviewLine;
  /** What was decided on it so far. */
  readonly given: Decision | undefined;
  readonly lines: readonly ReviewLine[];
  readonly plan: PackPlanView;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onSkip: () => void;
}

type Choice = Decision["choice"];

/** One thing of the upgrade: before, ours, above; and, where it asks, which of them is to be in force. */
export function DecisionPanel(props: DecisionPanelProps): ReactNode {
  const { line: { item, kind }, lines, plan } = props;
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const asks = kind === "open" || kind === "decided";
  const open = lines.filter((one) => one.kind === "open");
  return (
    <>
      <header className="sl-review-head">
        <h2>{text(item.title)}</h2>
        {kind === "open" && <StateChip tone="warn">{t("review.nth", { at: open.findIndex((one) => one.item === item) + 1, of: open.length })}</StateChip>}
        <code className="sl-meta sl-cut" title={item.el}>{item.el}</code>
      </header>
      <div className="sl-review-body">
        <p>{sentence(props.line, plan, t)}</p>
        {item.why !== undefined && <IssueList issues={item.why} label={t("review.why")} />}
        {asks ? <Choices {...props} /> : <Sides plan={plan} item={item} />}
        <Where item={item} />
      </div>
    </>
  );
}

/** What happened, in a sentence: of a change above in its own words, of all else by its code. */
function sentence({ kind, item }: ReviewLine, { from, to }: PackPlanView, t: TFunction): string {
  if (kind !== "merged") return t(`packs:codeSays.${item.code}`, { defaultValue: item.code, from, to });
  return item.key.split(" ").map((what) => t(`packs:what.${what}`, { defaultValue: what, version: to })).join(t("packs:comma"));
}

function Sides({ plan, item }: { readonly plan: PackPlanView; readonly item: PackPlanItem }): ReactNode {
  const { t } = useTranslation("packs");
  if (item.prop === undefined) return null;
  return (
    <div className="sl-sides">
      <Side label={t("side.was")} note={plan.from} value={item.was} />
      {item.mine !== undefined && <Side label={t("side.mine")} note={t("side.ours")} value={item.mine} />}
      <Side label={t("side.theirs")} note={plan.to} value={item.theirs} />
    </div>
  );
}

function Side({ label, note, value }: { readonly label: string; readonly note: string; readonly value: unknown }): ReactNode {
  return <div className="sl-side"><div className="sl-side-head"><b>{label}</b><span className="sl-meta">{note}</span></div><Value value={value} /></div>;
}

function Value({ value }: { readonly value: unknown }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale } = useLocale();
  const shown = valueText(value, locale, t);
  return <p className={shown.length > 24 ? "sl-side-value sl-side-long" : "sl-side-value"}>{shown}</p>;
}

function Choices({ line: { item }, given, plan, isBusy, onDecide, onSkip }: DecisionPanelProps): ReactNode {
  const { t } = useTranslation("packs");
  const [choice, setChoice] = useState<Choice | undefined>(given?.choice);
  const kind = item.prop === undefined ? undefined : editorOf(item.was, item.theirs, item.mine);
  const [typed, setTyped] = useState(() => typedOf(given?.value));
  const value = kind === "quantity" && typeof typed === "number" ? withNumber(item.theirs ?? item.mine ?? item.was, typed) : typed;
  const isReady = choice !== undefined && (choice !== "edit" || (value !== undefined && value !== ""));
  const canEdit = item.choices.includes("edit") && kind !== undefined;
  const send = (): void => {
    if (choice !== undefined) onDecide({ code: item.code, key: item.key, choice, ...(choice === "edit" ? { value } : {}) });
  };
  const option = (one: "mine" | "theirs", note: string, side: unknown): ReactNode => item.choices.includes(one) && (
    <label className={`sl-side sl-side-pick${choice === one ? " sl-side-on" : ""}`}>
      <span className="sl-side-head"><input type="radio" name="choice" checked={choice === one} onChange={() => setChoice(one)} /><b>{t(`side.${one === "mine" ? "keep" : "take"}`)}</b><span className="sl-meta">{note}</span></span>
      {item.prop === undefined ? <p className="sl-meta">{t(`side.whole.${one}`)}</p> : <Value value={side} />}
    </label>
  );
  return (
    <fieldset className="sl-choices">
      <legend className="sl-visually-hidden">{t("review.pick")}</legend>
      <div className="sl-sides">
        {item.prop !== undefined && <Side label={t("side.was")} note={plan.from} value={item.was} />}
        {option("mine", t("side.ours"), item.mine)}
        {option("theirs", plan.to, item.theirs)}
      </div>
      {canEdit && (
        <div className={`sl-side sl-side-pick sl-side-edit${choice === "edit" ? " sl-side-on" : ""}`}>
          <label className="sl-side-head"><input type="radio" name="choice" checked={choice === "edit"} onChange={() => setChoice("edit")} /><b>{t("side.edit")}</b></label>
          <ValueEditor kind={kind} sample={item.theirs ?? item.mine ?? item.was} value={typed} onChange={(next) => { setTyped(next); setChoice("edit"); }} />
          {(kind === "number" || kind === "quantity") && <span className="sl-meta">{t("side.editSays")}</span>}
        </div>
      )}
      {!canEdit && item.choices.includes("edit") && <p className="sl-meta">{t("side.inDesigner")}</p>}
      <div className="sl-choices-acts">
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={send}>{t("review.take")}</Button>
        <Button onClick={onSkip}>{t("review.skip")}</Button>
        <span className="sl-meta">{t("review.canGoBack", { version: plan.from })}</span>
      </div>
    </fieldset>
  );
}

const designs = { form: ["forms", "form.edit"], flow: ["flows", "flow.edit"], rule: ["rules", "rule.edit"] } as const;

/** The definition it stands in, with the way there. */
function Where({ item }: { readonly item: PackPlanItem }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const may = useMay();
  const { kind, id } = item.definition;
  const design = kind === "pack" ? undefined : designs[kind];
  return (
    <section>
      <h3 className="sl-section-title">{t("review.where")}</h3>
      <div className="sl-review-where">
        <span>{t(`kindOf.${kind}`)}</span>
        <span className="sl-muted">{placeText(item, text, t)}</span>
        {design && may(design[1]) && <a href={`/designer/${design[0]}/${encodeURIComponent(id)}`}>{t("common:act.open")}</a>}
      </div>
      {item.also !== undefined && item.also.length > 0 && <p className="sl-meta">{t("review.also", { what: item.also.join(t("comma")) })}</p>}
    </section>
  );
}
