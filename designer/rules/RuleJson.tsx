import { canonicalJson, type JsonLogic } from "@safeloop/engine";
import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { setCondition } from "./edits/ruleEdits.ts";
import type { RulePaneProps } from "./RuleSentence.tsx";

/** The condition as JSON-Logic. What cannot be read leaves the rule as it was. */
export function RuleJson({ rule, run }: RulePaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string } | undefined>();
  const [isBad, setBad] = useState(false);
  const stored = canonicalJson(rule.condition);
  const text = typed?.of === stored ? typed.text : JSON.stringify(rule.condition, null, 2);
  const take = (next: string): void => {
    try {
      const parsed = JSON.parse(next) as JsonLogic;
      setTyped({ text: next, of: canonicalJson(parsed) });
      setBad(false);
      run(setCondition(parsed));
    } catch {
      setTyped({ text: next, of: stored });
      setBad(true);
    }
  };
  return (
    <>
      <Input.TextArea className="sl-mono" rows={10} value={text} status={isBad ? "error" : ""} onChange={(event) => take(event.target.value)} aria-label={t("rule.view.json")} />
      {isBad && <small className="dz-bad">{t("when.badJson")}</small>}
    </>
  );
}
