import { DownOutlined, EllipsisOutlined } from "@ant-design/icons";
import type { TaskView } from "@safeloop/engine";
import { Button, Dropdown } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Offer } from "./decision.ts";
import { keepKeys } from "./keepKeys.ts";
import { HandOnDialog } from "./HandOnDialog.tsx";
import { type HandOnCommand, handOnCommands } from "./handOn.ts";

function isHandOn(command: string): command is HandOnCommand {
  return (handOnCommands as readonly string[]).includes(command);
}

export interface MoreMenuProps {
  readonly task: TaskView;
  readonly offers: readonly Offer[];
  /** Takes a step that asks nothing; without it such a step gets a dialog too. */
  readonly onDirect?: (command: HandOnCommand) => void;
  /** A command was chosen. */
  readonly onChoose?: (() => void) | undefined;
  readonly onDone?: (() => void) | undefined;
  /** Only three dots, for a row. */
  readonly isSmall?: boolean;
}

/** What can be done with a task beside deciding it. Each line says what follows, or why it cannot be done now. */
export function MoreMenu({ task, offers, onDirect, onChoose, onDone, isSmall = false }: MoreMenuProps): ReactNode {
  const { t } = useTranslation("inbox");
  const [asked, setAsked] = useState<HandOnCommand>();
  const button = useRef<HTMLButtonElement>(null);
  if (offers.length === 0) return null;
  const choose = (command: string, event: { readonly preventDefault: () => void }): void => {
    event.preventDefault(); // the dialog takes the focus at once: the same Enter would press its first button
    if (!isHandOn(command)) return;
    onChoose?.();
    if (onDirect !== undefined && (command === "claim" || command === "unclaim")) onDirect(command);
    else setAsked(command);
  };
  const items = offers.map(({ command, allowed, why }) => ({
    key: command, disabled: !allowed,
    label: <span className="sl-more-item"><span>{t(`command.${command}`)}</span><span className="sl-meta">{allowed ? t(`follows.${command}`) : why}</span></span>,
  }));
  return (
    <span className="sl-more-box" onKeyDown={keepKeys}>
      <Dropdown autoFocus trigger={["click"]} placement="topLeft" classNames={{ root: "sl-more" }} menu={{ items, onClick: ({ key, domEvent }) => choose(key, domEvent) }}>
        {isSmall ? <Button ref={button} type="text" size="small" icon={<EllipsisOutlined />} aria-label={t("moreOf", { name: task.seat.person.name })} /> : <Button ref={button}>{t("common:act.more")}<DownOutlined /></Button>}
      </Dropdown>
      {asked !== undefined && <HandOnDialog task={task} command={asked} returnTo={button} onClose={() => setAsked(undefined)} onDone={onDone} />}
    </span>
  );
}
