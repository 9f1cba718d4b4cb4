import { DisconnectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../../api/useStream.ts";
import { clockText, countdownText } from "../../components/time.ts";
import { useNow } from "../../components/useNow.ts";

/** The site's clock and whether what is shown is live. Lost: violet, how long, and how old the data is. */
export function LiveClock(): ReactNode {
  const { t } = useTranslation("frame");
  const now = useNow();
  const { state, lastAt, lostAt } = useConnection();
  if (state === "lost") {
    const text = lastAt === null ? t("lostNever") : t("lost", { for: countdownText(Date.now() - (lostAt ?? lastAt)), at: clockText(lastAt) });
    return <span className="sl-clock sl-clock-lost" role="status"><DisconnectOutlined /> {text}</span>;
  }
  return <span className={`sl-clock sl-clock-${state}`}><i aria-hidden="true" />{t(state, { time: clockText(now) })}</span>;
}
