import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import type { Progress } from "./progress.ts";
import type { SectionPlan } from "./sectionPlan.ts";

function Count({ progress }: { readonly progress: Progress }): ReactNode {
  const { t } = useTranslation("forms");
  const { faults, done, all } = progress;
  if (faults.length === 0) return <span className="sl-meta">{all === 0 ? "" : `${done}/${all}`}</span>;
  const single = faults.length === 1 && !faults[0]?.startsWith("/") ? faults[0] : undefined;
  return <span className="sf-rail-fault">{single ?? t("faults", { count: faults.length })}</span>;
}

const stateOf = ({ faults, done, all }: Progress): "bad" | "done" | "open" => (faults.length > 0 ? "bad" : all > 0 && done === all ? "done" : "open");
const marks = { bad: "✕", done: "✓", open: "" } as const;

/** Sections with how far they are; on a narrow screen a step bar. */
export const SectionRail = memo(function SectionRail({ rows, active, onGo }: { readonly rows: readonly { readonly plan: SectionPlan; readonly progress: Progress }[]; readonly active: string; readonly onGo: (id: string) => void }): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  return (
    <nav className="sf-rail sl-card" aria-label={t("sections")}>
      {rows.map(({ plan, progress }) => (
        <button key={plan.id} type="button" className={`sf-rail-${stateOf(progress)}`} title={text(plan.title)} aria-current={plan.id === active ? "step" : undefined} onClick={() => onGo(plan.id)}>
          <i aria-hidden="true">{marks[stateOf(progress)]}</i><span className="sl-cut">{text(plan.title)}</span><Count progress={progress} />
        </button>
      ))}
    </nav>
  );
});
