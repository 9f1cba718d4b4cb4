import { AimOutlined, BellOutlined, BranchesOutlined, CheckCircleOutlined, ClockCircleOutlined, FlagOutlined, PlayCircleOutlined, StopOutlined, ThunderboltOutlined, WarningFilled } from "@ant-design/icons";
import { Empty } from "@safeloop/web";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LogEntry } from "./logEntries.ts";

const icons: { readonly [icon in LogEntry["icon"]]: ReactNode } = {
  begin: <PlayCircleOutlined />, act: <CheckCircleOutlined />, way: <BranchesOutlined />, asked: <AimOutlined />, notice: <BellOutlined />, clock: <ClockCircleOutlined />,
  effect: <ThunderboltOutlined />, end: <FlagOutlined />, refused: <StopOutlined />, stuck: <WarningFilled />,
};

/** What would happen, line by line; a line leads to its step on the drawing. */
export function SimulateLog({ entries, selected, onSelect }: { readonly entries: readonly LogEntry[]; readonly selected: string | undefined; readonly onSelect: (node: string) => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => { list.current?.lastElementChild?.scrollIntoView({ block: "nearest" }); }, [entries.length]);
  if (entries.length === 0) return <Empty title={t("log.empty")} />;
  return (
    <ol ref={list} className="dz-sim-log" aria-label={t("log.title")} aria-live="polite">
      {entries.map((entry) => {
        const words = <>{entry.strong !== undefined && <strong>{entry.strong}</strong>}{entry.strong !== undefined && entry.text !== "" && t("log.colon")}{entry.text}</>;
        const { node } = entry;
        return (
          <li key={entry.key} className={`is-${entry.icon}${node !== undefined && node === selected ? " is-selected" : ""}`} data-icon={entry.icon}>
            <time>{entry.at}</time><i aria-hidden="true">{icons[entry.icon]}</i>
            {node === undefined ? <span>{words}</span> : <button type="button" onClick={() => onSelect(node)}>{words}</button>}
          </li>
        );
      })}
    </ol>
  );
}
