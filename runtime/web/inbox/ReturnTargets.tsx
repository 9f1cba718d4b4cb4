import type { Allowance, FlowDefinition, TaskView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { Choices } from "./Choices.tsx";
import { returnChoices } from "./returnChoices.ts";

export interface ReturnTargetsProps {
  readonly targets: NonNullable<Allowance["targets"]>;
  readonly task: TaskView;
  readonly flow: FlowDefinition | null | undefined;
  /** All tasks of the instance, to name whose fall. */
  readonly tasks: readonly TaskView[];
  readonly value: string;
  readonly onChange: (node: string) => void;
}

/** Where it can go back to, nearest first, each with what will be done again and whose open tasks fall. */
export function ReturnTargets({ targets, task, flow, tasks, value, onChange }: ReturnTargetsProps): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  const options = returnChoices(targets, { task, flow, tasks, text }).map(({ node, title, redone, falls, fallen }) => ({
    value: node, title,
    meaning: (
      <>
        <span>{redone.length === 0 ? t("redoneOnly") : t("redone", { steps: redone.join(t("comma")) })}</span>
        {fallen > 0 && <span className="sl-target-falls">{falls.length > 0 ? t("supersedesOf", { tasks: falls.map(({ step, names }) => t("fallsAt", { step, names: names.join(t("comma")) })).join(t("semicolon")) }) : t("supersedes", { count: fallen })}</span>}
      </>
    ),
  }));
  return <Choices name="return-to" label={t("returnTo")} value={value === "" ? undefined : value} options={options} onChange={onChange} />;
}
