import { CheckCircleOutlined, ExperimentOutlined, FileProtectOutlined, LockOutlined, QuestionCircleOutlined, SwapOutlined } from "@ant-design/icons";
import type { PackPlanView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { reviewCounts, type ReviewCounts } from "./review.ts";

const icons: { readonly [of in keyof ReviewCounts]: ReactNode } = {
  merged: <CheckCircleOutlined className="sl-tone-good" aria-hidden />, open: <SwapOutlined className="sl-tone-warn" aria-hidden />, orphans: <QuestionCircleOutlined className="sl-tone-unknown" aria-hidden />,
  locks: <LockOutlined aria-hidden />, cases: <ExperimentOutlined aria-hidden />, running: <FileProtectOutlined aria-hidden />,
};

const order = ["merged", "open", "orphans", "locks", "cases", "running"] as const;

/** The whole upgrade in six numbers. */
export function ReviewCounters({ plan }: { readonly plan: PackPlanView }): ReactNode {
  const { t } = useTranslation("packs");
  const counts = reviewCounts(plan);
  return (
    <ul className="sl-card sl-review-counters" aria-label={t("review.counters")}>
      {order.map((of) => (
        <li key={of}>{icons[of]}<span><b>{of === "cases" && counts.cases > 0 ? `${plan.cases.same}/${counts.cases}` : counts[of]}</b> {t(`review.count.${of}`)}<span className="sl-meta">{of === "cases" ? <Cases cases={plan.cases} /> : t(`review.countSays.${of}`)}</span></span></li>
      ))}
    </ul>
  );
}

/** What became of the cases that do not go as written. */
function Cases({ cases: { played, stricter, unjudged, apart } }: { readonly cases: PackPlanView["cases"] }): ReactNode {
  const { t } = useTranslation("packs");
  if (played === 0) return t("review.cases.none");
  const parts = [stricter.length > 0 && t("review.cases.stricter", { count: stricter.length }), unjudged > 0 && t("review.cases.unjudged", { count: unjudged }), apart > 0 && t("review.cases.apart", { count: apart })].filter((one) => one !== false);
  return parts.length === 0 ? t("review.countSays.cases") : parts.join(t("comma"));
}
