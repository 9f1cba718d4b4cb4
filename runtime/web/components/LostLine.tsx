import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../api/useStream.ts";
import { clockText, durationText } from "./time.ts";
import { useNow } from "./useNow.ts";
import "./components.css";

/** Over a live page while the connection is lost: since when, and of when the data are. `what` says what may be missing. */
export function LostLine({ what }: { readonly what: string }): ReactNode {
  const { state } = useConnection();
  return state === "lost" ? <Lost what={what} /> : null;
}

function Lost({ what }: { readonly what: string }): ReactNode {
  const { t } = useTranslation();
  const { lastAt, lostAt } = useConnection();
  useNow(); // ticks
  const now = Date.now();
  return <p className="sl-lost-line" role="alert">{t("lostLine", { for: durationText(now - (lostAt ?? now), t), at: lastAt === null ? t("notApplicable") : clockText(lastAt), what })}</p>;
}
