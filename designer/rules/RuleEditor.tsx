import "./rules.css";
import type { AlertRule, DefDetail } from "@safeloop/engine";
import { Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { type Draft, useDraft } from "../app/useDraft.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { ConditionTree } from "./tree/ConditionTree.tsx";
import { RuleJson } from "./RuleJson.tsx";
import { RuleReplay } from "./RuleReplay.tsx";
import { RuleSentence } from "./sentence/RuleSentence.tsx";
import { RuleSettings } from "./RuleSettings.tsx";
import { useRuleForm } from "./useRuleForm.ts";
import { selectedTags, useAllTags } from "./useRuleTags.ts";

type View = "sentence" | "tree" | "json";

function DesignPane({ draft }: { readonly draft: Draft<AlertRule> }): ReactNode {
  const { t } = useTranslation("designer");
  const [view, setView] = useState<View>("sentence");
  const tags = useAllTags();
  const form = useRuleForm(draft.definition);
  const { definition: rule, run } = draft;
  const chosen = selectedTags(rule, tags);
  const wrong = useMemo(() => new Set(draft.issues.map((one) => one.path)), [draft.issues]);
  const preferred = new URLSearchParams(location.search).get("tag") ?? undefined;
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
        <RuleReplay rule={rule} tags={tags} {...(preferred === undefined ? {} : { preferred })} />
      </div>
      <RuleSettings rule={rule} run={run} tags={tags} form={form} />
    </>
  );
}

/** Sentence, tree and JSON of one rule, its numbers, and what it would have done. */
export default function RuleEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<AlertRule> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("rules", id, stored);
  const facts = t("facts.rule", { limits: Object.keys(draft.definition.limits).length, actions: draft.definition.actions.length });
  return (
    <EditorFrame kind="rules" id={id} draft={draft} tabs={["design", "versions"]} facts={facts} onJump={() => undefined}>
      {(tab) => (tab === "versions" ? <VersionsPane kind="rules" id={id} draft={draft} /> : <DesignPane draft={draft} />)}
    </EditorFrame>
  );
}
