import type { SubmissionView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText } from "../../components/time.ts";

/** Who stopped it, when and why, while it is stopped. */
export function Suspended({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const stop = submission.instance?.suspended;
  if (stop === undefined) return null;
  return <p className="sl-suspended" role="status"><strong>{t("stoppedBy", { by: stop.by?.name ?? t("system"), at: dateTimeText(stop.at) })}</strong> {stop.reason}{stop.causes.length > 0 ? ` · ${t("causes", { count: stop.causes.length })}` : ""}</p>;
}
