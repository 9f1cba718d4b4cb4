import type { FlowDefinition } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useCaseRun } from "./useCases.ts";

/** Before publishing: how the kept cases go. One that fails is a warning, and so is not knowing. */
export function CasesNote({ flow }: { readonly flow: FlowDefinition }): ReactNode {
  const { t } = useTranslation("simulate");
  const run = useCaseRun(flow);
  if (run.error) return <li className="dz-warn">{t("case.noteUnknown")}</li>;
  if (!run.data) return <li>{t("case.running")}</li>;
  const { results } = run.data;
  const failed = results.filter((one) => !one.passed);
  if (results.length === 0) return null;
  return failed.length === 0 ? <li>{t("case.noteGood", { count: results.length })}</li> : <li className="dz-warn">{t("case.noteBad", { count: failed.length, of: results.length, titles: failed.slice(0, 3).map((one) => `“${one.title}”`).join(t("flows:comma")) })}</li>;
}
