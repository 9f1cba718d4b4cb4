import { CloudOutlined, WarningOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clockText } from "../components/time.ts";
import type { SaveState } from "./draftKeeper.ts";

/** Whether what was filled in is kept: 已保存 07:48, or why not, with another try. */
export function SavedMark({ state, onRetry }: { readonly state: SaveState; readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation("submissions");
  if (state.is === "failed") {
    const why = state.isOffline ? t("fill.offline") : t("fill.failed", { why: state.why });
    return <span className="sl-saved sl-saved-not" role="alert"><WarningOutlined /> <span title={why}>{why}</span> <button type="button" className="sl-link" onClick={onRetry}>{t("common:act.retry")}</button></span>;
  }
  const said = state.is === "saved" ? t("fill.saved", { time: clockText(state.at).slice(0, 5) }) : t(state.is === "saving" ? "fill.saving" : "fill.autosave");
  return <span className="sl-saved" role="status"><CloudOutlined /> {said}</span>;
}
