import type { PackInput, Selector } from "@safeloop/engine";
import { Form } from "antd";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { issueText } from "../forms/issueText.ts";
import { unitText } from "../forms/units.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { AnswerField } from "./AnswerField.tsx";
import type { DraftAnswers, SortedIssues } from "./answers.ts";

/** What may be answered, where that is bounded: "1–60 min". */
function boundsText(selector: Selector, locale: "zh-CN" | "en", t: TFunction): string | undefined {
  if (selector.duration?.max !== undefined) return t("packs:install.atMost", { max: selector.duration.max });
  const { min, max, unit } = selector.number ?? {};
  if (min === undefined && max === undefined) return undefined;
  const words = min === undefined ? `≤ ${max}` : max === undefined ? `≥ ${min}` : `${min}–${max}`;
  return `${words} ${unitText(unit, locale)}`.trim();
}

/** The parameters of a pack; what the server found wrong stands at its field. */
export function AnswerForm({ inputs, value, issues, onChange }: { readonly inputs: readonly PackInput[]; readonly value: DraftAnswers; readonly issues: SortedIssues["ofInput"]; readonly onChange: (value: DraftAnswers) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale, text } = useLocale();
  return (
    <Form layout="vertical" component="div" className="sl-answers">
      {inputs.map((input) => {
        const wrong = issues.get(input.id);
        const hints = [input.help && text(input.help), boundsText(input.selector, locale, t)].filter((one) => one !== undefined && one !== "");
        return (
          <Form.Item key={input.id} label={text(input.title)} htmlFor={`answer-${input.id}`} extra={hints.join(" · ") || undefined} {...(wrong ? { validateStatus: "error" as const, help: <span role="alert">{issueText({ ...wrong, params: wrong.params as never }, locale)}</span> } : {})}>
            <AnswerField id={`answer-${input.id}`} input={input} value={value[input.id]} isWrong={wrong !== undefined} onChange={(next) => onChange({ ...value, [input.id]: next })} />
          </Form.Item>
        );
      })}
    </Form>
  );
}
