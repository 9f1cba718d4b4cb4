import type { SubmissionView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../../components/StateChip.tsx";
import { useLocale } from "../../i18n/useLocale.ts";

/** Where it stands, in a word: the state of its life, its outcome, or the steps it waits at. */
export function StateChips({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const { instance } = submission;
  if (submission.draft) return <StateChip>{t("draft")}</StateChip>;
  if (instance === null) return <StateChip tone="done">{t("recorded")}</StateChip>;
  if (instance.life !== undefined) return <StateChip tone={instance.life.tone}>{text(instance.life.title)}</StateChip>;
  if (instance.status === "ended") return <StateChip tone={instance.outcome === "rejected" || instance.outcome === "cancelled" ? "void" : "done"}>{t(`outcome.${instance.outcome ?? "done"}`, { defaultValue: instance.outcome ?? "" })}</StateChip>;
  const open = instance.tasks.filter((task) => task.state === "open");
  return <StateChip tone={instance.suspended ? "stopped" : "live"}>{instance.suspended ? t("suspended") : [...new Set(open.map((task) => text(task.node.title)))].join(t("inbox:comma")) || t("running")}</StateChip>;
}
