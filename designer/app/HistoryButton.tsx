import { HistoryOutlined } from "@ant-design/icons";
import type { I18nText } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Button, Popover, Tooltip } from "antd";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { History } from "../commands/commandStack.ts";

/** What the list needs of any editor's command stack. */
export interface HistorySource {
  readonly history: History;
  readonly subscribe: (listener: () => void) => () => void;
  goTo(position: number): void;
}

function StepRow({ title, at, position, goTo }: { readonly title: I18nText | string; readonly at: number; readonly position: number; readonly goTo: (at: number) => void }): ReactNode {
  const { t } = useTranslation("editing");
  const { text } = useLocale();
  const state = at === position ? "now" : at > position ? "undone" : "done";
  return (
    <li>
      <button type="button" className={`dz-step is-${state}`} aria-current={state === "now" ? "step" : undefined} onClick={() => goTo(at)}>
        <span className="dz-step-mark" aria-hidden /><span>{text(title)}</span>{state !== "done" && <small>{t(`history.${state}`)}</small>}
      </button>
    </li>
  );
}

function Steps({ source }: { readonly source: HistorySource }): ReactNode {
  const { t } = useTranslation("editing");
  const { titles, position } = useSyncExternalStore(source.subscribe, () => source.history);
  const goTo = (at: number): void => source.goTo(at);
  return (
    <div className="dz-history">
      <p className="sl-meta">{titles.length === 0 ? t("history.none") : t("history.hint")}</p>
      <ol aria-label={t("history.title")}>
        {titles.map((title, at) => <StepRow key={at} title={title} at={at + 1} position={position} goTo={goTo} />).toReversed()}
        <StepRow title={t("history.start")} at={0} position={position} goTo={goTo} />
      </ol>
    </div>
  );
}

/** Every step of the session, newest on top, the present one marked; a click goes there, back or forth. */
export function HistoryButton({ source }: { readonly source: HistorySource }): ReactNode {
  const { t } = useTranslation("editing");
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} placement="bottomRight" title={t("history.title")} content={<Steps source={source} />} destroyOnHidden>
      <Tooltip title={isOpen ? "" : t("history.title")}><Button aria-label={t("history.open")} aria-expanded={isOpen} icon={<HistoryOutlined />} onKeyDown={(event) => event.key === "Escape" && setOpen(false)} /></Tooltip>
    </Popover>
  );
}
