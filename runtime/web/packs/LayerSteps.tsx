import type { I18nText } from "@safeloop/engine";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import type { ElementChange, ElementRow } from "./changes.ts";
import { propText, valueText } from "./valueText.ts";
import "./layers.css";

type Held = NonNullable<ElementRow["held"]>[number];

/** Who made an own change, when and why. */
export function authorText({ chain }: ElementChange): string {
  const own = chain.at(-1);
  return own?.by === undefined ? "" : [own.by, own.at === undefined ? "" : dateTimeText(own.at), own.why ?? ""].filter((one) => one !== "").join(" · ");
}

/** What an own change is about: the property, else what was done. */
export const changeText = ({ op, prop }: Pick<ElementChange, "op" | "prop">, t: TFunction): string => (op === "set" ? propText(prop, t) : t(`packs:op.${op}`));

/** Each layer from the product down with its value; the one that decides is marked, the own one with who, when and why. */
function Steps({ change }: { readonly change: ElementChange }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale, text } = useLocale();
  const words = (value: unknown): string => (change.op === "set" ? valueText(value, locale, t) : change.op === "add" || change.op === "remove" || change.op === "restore" ? t(value === true ? "chain.there" : "chain.gone") : "");
  const author = authorText(change);
  return (
    <li>
      <b>{changeText(change, t)}</b>
      <ol>
        {change.chain.map((step, at) => (
          <li key={at} {...(step.decides ? { "aria-current": true } : {})}>
            <span className="sl-meta">{at > 0 && at === change.chain.length - 1 ? t("side.mine") : `${t(`layer.${step.layer}`)} ${text(step.org)}`}</span>
            <span>{step.subsumed ? <s>{words(step.asks)}</s> : words(step.value)} {step.decides ? <small>{t("chain.decides")}</small> : step.subsumed ? <small>{t("chain.subsumed")}</small> : null}</span>
          </li>
        ))}
      </ol>
      {author !== "" && <small className="sl-meta">{author}</small>}
    </li>
  );
}

const facetText = (facet: string, t: TFunction): string => (facet === "exist" ? t("packs:chain.exist") : propText(facet, t));

/** Facets held alike, by the same unit after the same clause, in one line. */
function heldLines(held: readonly Held[], t: TFunction, text: (value: I18nText) => string): readonly string[] {
  const bySource = new Map<string, string[]>();
  for (const one of held) {
    const source = [one.check ? t("packs:chain.check", { check: text(one.check) }) : one.org ? text(one.org) : "", one.clause ?? ""].filter((part) => part !== "").join(" · ");
    const key = `${one.level}\n${source}`;
    bySource.set(key, [...(bySource.get(key) ?? []), facetText(one.facet, t)]);
  }
  return [...bySource].map(([key, facets]) => {
    const [level = "", source = ""] = key.split("\n");
    const line = t("packs:chain.heldBy", { level: t(`packs:badge.${level}`), facets: [...new Set(facets)].join(t("packs:chain.comma")) });
    return source === "" ? line : `${line}${t("packs:chain.source", { source })}`;
  });
}

/** The chain of layers of everything changed here on an element, and what layers above hold of it. */
export function LayerSteps({ row }: { readonly row: ElementRow }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  return (
    <div className="sl-layers">
      {row.changes.length > 0 && <ul>{row.changes.map((one) => <Steps key={one.key} change={one} />)}</ul>}
      {(row.held ?? []).length > 0 && <ul className="sl-layers-held">{heldLines(row.held ?? [], t, text).map((line) => <li key={line}>{line}</li>)}</ul>}
    </div>
  );
}
