import type { AlertRule, Limit } from "@safeloop/engine";
import { unitText, useLocale } from "@safeloop/web";
import { AutoComplete, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LimitBound } from "../../layers/LimitBound.tsx";
import { changeLimit } from "../edits/limitEdits.ts";
import type { RulePaneProps } from "../rulePane.ts";
import { sign } from "../words/ruleWords.ts";
import { sourceOf } from "../words/limitWords.ts";

/** Source of a limit in words; only a number that was read in the standard is worded as one. */
export function useSourceWords(): (limit: Limit) => string {
  const { t } = useTranslation("designer");
  return (limit) => {
    const source = sourceOf(limit);
    if (limit.confidence === "read") return t(limit.legalFloor ? "limit.floor" : "limit.read", { source });
    return t(`limit.${limit.confidence}`, { source });
  };
}

/** True for a number of the site's own, without a standard behind it. */
export function isOwnLimit({ confidence, clause, legalFloor }: Limit): boolean {
  return confidence === "project" && clause === undefined && legalFloor !== true;
}

/** Comparison and unit of a limit of the site's own; those of a standard's stay. */
function OwnParts({ id, limit, run, units }: { readonly id: string; readonly limit: Limit; readonly run: RulePaneProps["run"]; readonly units: readonly string[] }): ReactNode {
  const { t } = useTranslation("rules");
  return (
    <span className="dz-limit-parts">
      <Select size="small" value={limit.op ?? ">="} onChange={(op) => run(changeLimit(id, { op }))} options={([">=", ">", "<=", "<"] as const).map((value) => ({ value, label: sign[value] }))} aria-label={t("limitOp")} />
      <AutoComplete size="small" value={limit.unit} onChange={(unit: string) => run(changeLimit(id, { unit }))} options={units.map((value) => ({ value }))} aria-label={t("limitUnit")} placeholder={t("limitUnit")} />
    </span>
  );
}

interface LimitNumberProps extends RulePaneProps {
  readonly id: string;
  readonly label: string;
  readonly units: readonly string[];
}

/** The number of a limit, with where it comes from and how far it may go. */
export function LimitNumber({ rule, run, id, label, units }: LimitNumberProps): ReactNode {
  const { locale } = useLocale();
  const sourceWords = useSourceWords();
  const limit: AlertRule["limits"][string] | undefined = rule.limits[id];
  if (!limit) return null;
  return (
    <>
      <InputNumber value={limit.value} suffix={unitText(limit.unit, locale)} onChange={(value) => value !== null && run(changeLimit(id, { value }))} aria-label={label} data-limit={id} />
      <small className="sl-meta dz-limit-note">{sourceWords(limit)} <LimitBound id={id} /></small>
      {isOwnLimit(limit) && <OwnParts id={id} limit={limit} run={run} units={units} />}
    </>
  );
}
