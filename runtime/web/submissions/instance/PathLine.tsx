import type { InstanceView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";

interface Step { readonly key: string; readonly mark: "done" | "now" | "ahead"; readonly title: string; readonly who: string }

/** Steps walked, the one it stands at, and those to come, each with a name. */
function useSteps(instance: InstanceView): readonly Step[] {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const decided = instance.history.filter((item) => item.state === "done" && item.node !== undefined && (item.command === "approve" || item.command === "submit"));
  const open = instance.tasks.filter((task) => task.state === "open");
  const now = new Map(open.map((task) => [task.node.id, open.filter((other) => other.node.id === task.node.id)]));
  const isNow = (node: string): boolean => now.has(node);
  return [
    ...decided.map((item, index): Step => ({ key: `h${index}`, mark: "done", title: text(item.node?.title), who: item.by?.name ?? t("system") })),
    ...[...now.entries()].map(([node, tasks]): Step => ({ key: `n${node}`, mark: "now", title: text(tasks[0]?.node.title), who: tasks.map((task) => task.seat.person.name).join("、") })),
    ...instance.forecast.filter((step) => !isNow(step.node.id) && (step.certain || step.node.kind !== "notify")).map((step, index): Step => ({ key: `f${index}`, mark: "ahead", title: text(step.node.title), who: step.people.map((person) => person.name).join("、") || "—" })),
  ];
}

/** The path on one line. */
export function PathLine({ instance }: { readonly instance: InstanceView }): ReactNode {
  const { t } = useTranslation("submissions");
  const steps = useSteps(instance);
  if (steps.length === 0) return null;
  return (
    <section>
      <h3 className="sl-section-title">{t("next")}</h3>
      <ol className="sl-path">{steps.map((step) => <li key={step.key} className={`sl-path-${step.mark}`}><i aria-hidden="true">{step.mark === "done" ? "✓" : ""}</i><span>{step.title}</span><span className="sl-meta">{step.who}</span></li>)}</ol>
    </section>
  );
}
