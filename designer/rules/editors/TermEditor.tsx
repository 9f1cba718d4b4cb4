import type { AlertRule } from "@safeloop/engine";
import { labelSearch } from "@safeloop/web";
import { Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { conditionOf, logicOf, termLogic } from "../condition/condition.ts";
import { readTerm } from "../condition/readTerm.ts";
import { ratePers, type Term } from "../condition/model.ts";
import type { RuleNames } from "../words/ruleWords.ts";
import { JsonBlock } from "./JsonBlock.tsx";
import { SecondsInput } from "./SecondsInput.tsx";
import { choiceGroups, choiceOf, freshTerm, type TermChoice } from "./termKinds.ts";

interface TermEditorProps {
  readonly rule: AlertRule;
  readonly term: Term;
  readonly names: RuleNames;
  readonly put: (term: Term) => void;
}

/** Which input a term asks: the tag itself or a named other one. */
function InputOf({ rule, term, names, put }: TermEditorProps & { readonly term: Term & { readonly alias?: string } }): ReactNode {
  const { t } = useTranslation("rules");
  const aliases = [...new Set([...Object.keys(rule.aliases ?? {}), ...(term.alias === undefined ? [] : [term.alias])])];
  if (aliases.length === 0) return null;
  const set = (alias: string): void => {
    const { alias: _before, ...rest } = term;
    put((alias === "" ? rest : { ...rest, alias }) as Term);
  };
  return <Select value={term.alias ?? ""} onChange={set} options={[{ value: "", label: t("ownTag") }, ...aliases.map((value) => ({ value, label: names.alias(value) }))]} aria-label={t("input")} popupMatchSelectWidth={false} />;
}

/** What a kind of term needs to know beside its kind. */
function TermParts(props: TermEditorProps): ReactNode {
  const { t } = useTranslation("rules");
  const { term, put } = props;
  switch (term.kind) {
    case "window": case "rate": case "count":
      return (
        <>
          <SecondsInput value={term.windowS} onChange={(windowS) => put({ ...term, windowS })} label={t("window")} />
          {term.kind === "rate" && <Select value={term.per ?? "s"} onChange={(per) => put({ ...term, per })} options={ratePers.map((value) => ({ value, label: t("perUnit", { per: t(`per.${value}`) }) }))} aria-label={t("perLabel")} />}
          {term.kind !== "count" && <InputOf {...props} term={term} />}
          {term.kind === "count" && term.where && <JsonBlock logic={logicOf(term.where)} put={(logic) => put({ ...term, where: conditionOf(logic) })} label={t("countWhere")} />}
        </>
      );
    case "value": case "prev": case "age": case "quality": return <InputOf {...props} term={term} />;
    case "event": case "latest": return <><Input value={term.field} onChange={(event) => put({ ...term, field: event.target.value })} aria-label={t("eventField")} /><InputOf {...props} term={term} /></>;
    case "design": return <><Input value={term.name} placeholder={t("designHint")} onChange={(event) => put({ ...term, name: event.target.value })} aria-label={t("designName")} /><InputOf {...props} term={term} /></>;
    case "range": return <Select value={term.part} onChange={(part) => put({ ...term, part })} options={(["min", "max", "span"] as const).map((value) => ({ value, label: t(`term.range_${value}`) }))} aria-label={t("rangePart")} />;
    case "area": return term.count === "area.people" ? null : term.count === "area.alarms.count"
      ? <Select value={term.of ?? "P1"} onChange={(of: string) => put({ ...term, of })} options={["P1", "P2", "P3", "P4"].map((value) => ({ value, label: value }))} aria-label={t("areaOf")} />
      : <Input value={term.of ?? ""} placeholder={t("areaHint")} onChange={(event) => put({ ...term, of: event.target.value })} aria-label={t("areaOf")} />;
    case "calc": case "other": return <JsonBlock logic={termLogic(term)} put={(logic) => put(readTerm(logic, conditionOf))} label={t("jsonPart")} />;
    case "limit": case "literal": return null;
  }
}

/** What is compared: chosen from a list in groups, with the parts it needs. */
export function TermEditor(props: TermEditorProps): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, term, put } = props;
  const choice = choiceOf(term);
  const isListed = choiceGroups.some(([, choices]) => choices.some((one) => one === choice));
  const options = [...choiceGroups.map(([group, choices]) => ({ label: t(`group.${group}`), options: choices.map((value) => ({ value: value, label: t(`choice_.${value.replaceAll(".", "_")}`) })) })), ...(isListed ? [] : [{ label: t("group.more"), options: [{ value: choice as string, label: t(`choice_.${choice}`) }] }])];
  return (
    <>
      <Select showSearch={labelSearch} value={choice} onChange={(next: string) => put(freshTerm(next as TermChoice, term, rule))} options={options} aria-label={t("what")} popupMatchSelectWidth={false} listHeight={360} />
      <TermParts {...props} />
    </>
  );
}
