import "./rules.css";
import type { AlertRule, DefDetail, Issue } from "@safeloop/engine";
import { Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { go } from "../app/place.ts";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { type Thing, thingsOfRule } from "../palette/things.ts";
import { useThingWords } from "../palette/useThingWords.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { ConditionTree } from "./tree/ConditionTree.tsx";
import { RuleJson } from "./RuleJson.tsx";
import { RuleReplay } from "./replay/RuleReplay.tsx";
import { RuleSentence } from "./sentence/RuleSentence.tsx";
import { RuleSettings } from "./RuleSettings.tsx";
import { useRuleForm } from "./useRuleForm.ts";
import { selectedTags, useAllTags } from "./useRuleTags.ts";

type View = "sentence" | "tree" | "json";

/** The tag and the span that whoever came here looked at: "write a rule from this" of the trend page. */
function cameFrom(): { readonly tag?: string; readonly span?: { readonly from: number; readonly to: number } } {
  const asked = new URLSearchParams(location.search);
  const [tag, from, to] = [asked.get("tag"), Date.parse(asked.get("from") ?? ""), Date.parse(asked.get("to") ?? "")];
  return { ...(tag === null ? {} : { tag }), ...(from < to ? { span: { from, to } } : {}) };
}

function DesignPane({ draft, isOwn, live, view, setView }: { readonly draft: Draft<AlertRule>; readonly isOwn: boolean; readonly live: AlertRule | undefined; readonly view: View; readonly setView: (view: View) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const [begin] = useState(cameFrom);
  const tags = useAllTags();
  const form = useRuleForm(draft.definition);
  const { definition: rule, run } = draft;
  const chosen = selectedTags(rule, tags);
  const wrong = useMemo(() => new Set(draft.issues.map((one) => one.path)), [draft.issues]);
  return (
    <>
      <div className="dz-rule-main">
        <section className="sl-card">
          <header>{t("rule.heading")}<Segmented className="dz-right" value={view} onChange={setView} options={(["sentence", "tree", "json"] as const).map((value) => ({ value, label: t(`rule.view.${value}`) }))} /></header>
          <div className="dz-card-body">
            {view === "sentence" ? <RuleSentence rule={rule} run={run} chosen={chosen} tags={tags} form={form} wrong={wrong} /> : view === "tree" ? <ConditionTree rule={rule} run={run} form={form} tagUnit={chosen[0]?.unit} wrong={wrong} /> : <RuleJson rule={rule} run={run} />}
          </div>
          <footer className="dz-notes">{"form" in rule.select ? <><span>{t("rule.formNote")}</span><span>{t("rule.formWithdrawn")}</span></> : <><span>{t("rule.noDataNote")}</span><span>{t("rule.delayNote")}</span></>}</footer>
        </section>
        <RuleReplay rule={rule} live={live} tags={tags} begin={begin} />
      </div>
      <RuleSettings rule={rule} run={run} tags={tags} form={form} isOwn={isOwn} isPublished={draft.publishedRevision !== null} />
    </>
  );
}

/** Sentence, tree and JSON of one rule, its numbers, and what it would have done. */
export default function RuleEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<AlertRule> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("rules", id, stored);
  const [view, setView] = useState<View>("sentence");
  const live = stored.published ?? undefined;
  const jump = ({ path }: Issue): void => {
    go({ kind: "rules", id });
    if (view === "json" && path.startsWith("/condition")) setView("tree");
  };
  const words = useThingWords();
  const things = useMemo(() => thingsOfRule(draft.definition, words), [draft.definition, words]);
  const show = ({ place }: Thing): void => {
    go({ kind: "rules", id });
    if (view === "json" && place.kind === "condition") setView("tree");
  };
  const facts = t("facts.rule", { limits: Object.keys(draft.definition.limits).length, actions: draft.definition.actions.length });
  return (
    <EditorFrame kind="rules" id={id} draft={draft} tabs={["design", "versions"]} facts={facts} onJump={jump} things={things} onThing={show}>
      {(tab) => (tab === "versions" ? <VersionsPane kind="rules" id={id} draft={draft} /> : <DesignPane draft={draft} isOwn={stored.packId === undefined} live={live} view={view} setView={setView} />)}
    </EditorFrame>
  );
}
