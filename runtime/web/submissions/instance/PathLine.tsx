import type { InstanceView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { askedPeople, standings } from "../../inbox/seats.ts";

interface Step { readonly key: string; readonly mark: "done" | "now" | "ahead"; readonly title: string; readonly who: string }

/** Steps walked, the one it stands at, and those to come, each with a name. */
function useSteps(instance: InstanceView): readonly Step[] {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const decided = instance.history.filter((item) => item.state === "done" && item.node !== undefined && (item.command === "approve" || item.command === "submit"));
  const now = standings(instance.tasks);
  const isNow = (node: string): boolean => now.some((standing) => standing.node.id === node);
  const walked = [...new Set(decided.map((item) => item.node?.id ?? ""))].filter((node) => !isNow(node)); // half decided is not walked
  return [
    ...walked.map((node): Step => {
      const items = decided.filter((item) => item.node?.id === node);
      return { key: `h${node}`, mark: "done", title: text(items[0]?.node?.title), who: [...new Set(items.map((item) => item.by?.name ?? t("system")))].join(t("inbox:comma")) };
    }),
    ...now.map(({ key, node, tasks }): Step => ({ key: `n${key}`, mark: "now", title: text(node.title), who: askedPeople(tasks).map((person) => person.name).join(t("inbox:comma")) })),
    ...instance.forecast.filter((step) => !isNow(step.node.id) && (step.certain || step.node.kind !== "notify")).map((step, index): Step => ({ key: `f${index}`, mark: "ahead", title: text(step.node.title), who: step.people.map((person) => person.name).join(t("inbox:comma")) || "—" })),
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
