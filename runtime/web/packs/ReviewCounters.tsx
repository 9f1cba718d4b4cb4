import { CheckCircleOutlined, FileProtectOutlined, LockOutlined, QuestionCircleOutlined, SwapOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewCounts } from "./review.ts";

const icons: { readonly [of in keyof ReviewCounts]: ReactNode } = {
  merged: <CheckCircleOutlined className="sl-tone-good" aria-hidden />, open: <SwapOutlined className="sl-tone-warn" aria-hidden />, orphans: <QuestionCircleOutlined className="sl-tone-unknown" aria-hidden />,
  locks: <LockOutlined aria-hidden />, running: <FileProtectOutlined aria-hidden />,
};

/** The whole upgrade in five numbers. */
export function ReviewCounters({ counts }: { readonly counts: ReviewCounts }): ReactNode {
  const { t } = useTranslation("packs");
  return (
    <ul className="sl-card sl-review-counters" aria-label={t("review.counters")}>
      {(["merged", "open", "orphans", "locks", "running"] as const).map((of) => (
        <li key={of}>{icons[of]}<span><b>{counts[of]}</b> {t(`review.count.${of}`)}<span className="sl-meta">{t(`review.countSays.${of}`)}</span></span></li>
      ))}
    </ul>
  );
}
