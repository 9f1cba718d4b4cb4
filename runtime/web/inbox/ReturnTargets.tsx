import type { Allowance } from "@safeloop/engine";
import { Radio } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";

/** Where it can go back to, each with what will be done again. */
export function ReturnTargets({ targets, value, onChange }: { readonly targets: NonNullable<Allowance["targets"]>; readonly value: string; readonly onChange: (node: string) => void }): ReactNode {
  const { t } = useTranslation("inbox");
  const { text } = useLocale();
  return (
    <Radio.Group value={value} onChange={(event) => onChange(String(event.target.value))} className="sl-targets">
      {targets.map((target) => (
        <Radio key={target.node} value={target.node}>
          {text(target.title ?? target.node)}
          <span className="sl-meta"> {t("redone", { steps: (target.redone ?? []).join("、") || "—" })}{(target.supersededTasks ?? []).length > 0 ? ` · ${t("supersedes", { count: (target.supersededTasks ?? []).length })}` : ""}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
