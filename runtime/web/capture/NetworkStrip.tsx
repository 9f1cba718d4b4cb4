import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons.tsx";
import { useCapture } from "./useCapture.ts";

/** Says in words when there is no network, nobody is signed in, or the device cannot store; silent otherwise. */
export function NetworkStrip(): ReactNode {
  const { t } = useTranslation("capture");
  const { reports, isOnline, lastFlush, isSending, storageFault } = useCapture();
  const queued = reports.filter((report) => report.state === "queued").length;
  if (storageFault !== undefined) return <p className="sc-strip sc-strip-bad" role="alert"><Icon name="warn" size={18} />{t("storageFault", { why: storageFault })}</p>;
  if (isSending && queued > 0) return <p className="sc-strip" role="status"><Icon name="cloud" size={18} />{t("sending", { count: queued })}</p>;
  if (lastFlush === "signedOut" && queued > 0) return <p className="sc-strip" role="status"><Icon name="cloud" size={18} />{t("signedOut", { count: queued })} <a href={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>{t("signIn")}</a></p>;
  if (!isOnline || lastFlush === "offline") return <p className="sc-strip" role="status"><Icon name="off" size={18} />{t(queued === 0 ? "offline" : "offlineQueued", { count: queued })}</p>;
  return null;
}
