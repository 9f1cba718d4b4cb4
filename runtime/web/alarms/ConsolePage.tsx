import { Button } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../api/useStream.ts";
import { useSummary } from "../app/frame/useSummary.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { clockText, durationText } from "../components/time.ts";
import { forceThemeMode } from "../theme/mode.ts";
import { hiddenByFilter } from "./alarmFilter.ts";
import { AlarmList } from "./AlarmList.tsx";
import { countTabs, firstOut } from "./alarmOrder.ts";
import { AlarmPanel } from "./AlarmPanel.tsx";
import { isUnacked } from "./alarmState.ts";
import { ConsoleBar } from "./ConsoleBar.tsx";
import { ConsoleFoot } from "./ConsoleFoot.tsx";
import { consoleTitle } from "./consoleTitle.ts";
import { DisposeDialog } from "./DisposeDialog.tsx";
import { FloodBanner } from "./FloodBanner.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { ResetDialog } from "./ResetDialog.tsx";
import { SilencesPanel } from "./SilencesPanel.tsx";
import { ShelveDialog } from "./ShelveDialog.tsx";
import { type Console, useConsole } from "./useConsole.ts";
import "./alarms.css";

/** Screen 7: what is new, how bad, and what to do first. Dark, by keyboard, and never calm without data. */
export default function ConsolePage(): ReactNode {
  const { t } = useTranslation("alarms");
  const state = useConsole();
  const { data: summary } = useSummary();
  const { state: connection } = useConnection();
  const [silences, setSilences] = useState(false);
  useEffect(() => {
    forceThemeMode("dark");
    return () => forceThemeMode(undefined);
  }, []);
  const { selected, command, dialog } = state;
  const title = consoleTitle(state.open, summary, connection === "live", t);
  const isFlood = summary?.flood ?? false;
  const close = (): void => state.setDialog(undefined);
  return (
    <div className={showsEveryP1(state) ? "sl-console sl-console-has-p1" : "sl-console"}>
      <h1 className="sl-visually-hidden">{title}</h1>
      <LiveRegion alarms={state.open} />
      <Top state={state} isFlood={isFlood} />
      <section className="sl-card sl-console-main">
        <ConsoleBar filter={state.filter} counts={state.open && countTabs(state.open)} sound={state.sound} voice={state.voice} onChange={state.setFilter} onSilences={() => setSilences(true)} />
        <List state={state} title={title} isFlood={isFlood} />
        <ConsoleFoot day={state.day} title={title} />
      </section>
      <AlarmPanel alarm={selected} tag={selected?.tagId === undefined ? undefined : state.tags.get(selected.tagId)} now={state.now} isAcking={command.isPending} fault={command.error} onAck={state.ack} onUnshelve={state.unshelve} onOpen={state.setDialog} />
      {silences && <SilencesPanel selected={selected} onClose={() => setSilences(false)} />}
      {selected && dialog === "shelve" && <ShelveDialog alarm={selected} onClose={close} onDone={close} />}
      {selected && dialog === "dispose" && <DisposeDialog alarm={selected} onClose={close} onDone={close} />}
      {selected && dialog === "reset" && <ResetDialog alarm={selected} onClose={close} onDone={close} />}
    </div>
  );
}

/** True when each unacknowledged P1 is a row of the list: the frame's banner then says nothing new. */
function showsEveryP1({ open, rows }: Console): boolean {
  return (open ?? []).every((alarm) => alarm.priority !== "P1" || !isUnacked(alarm) || rows.has(alarm.id));
}

/** What stands over the list: a lost connection, a flood, a filter that hides news, a list that is cut. */
function Top({ state, isFlood }: { readonly state: Console; readonly isFlood: boolean }): ReactNode {
  const { t } = useTranslation("alarms");
  const { state: connection, lastAt, lostAt } = useConnection();
  const { open = [], now, filter, setFilter } = state;
  const hidden = hiddenByFilter(open, filter, isUnacked);
  return (
    <div className="sl-console-top">
      {connection === "lost" && <p className="sl-lost-line" role="alert">{t("lost", { for: durationText(Date.now() - (lostAt ?? Date.now()), t), at: lastAt === null ? t("common:notApplicable") : clockText(lastAt) })}</p>}
      {isFlood && <FloodBanner count={state.recent} first={firstOut(open, now)} onGroup={() => setFilter({ group: "area" })} onUrgent={() => setFilter({ priorities: ["P1", "P2"] })} />}
      {hidden > 0 && <p className="sl-flood" role="status">{t("filter.hidden", { count: hidden })} <Button onClick={() => setFilter({ priorities: [], q: "", area: "all", tab: "active" })}>{t("common:act.clear")}</Button></p>}
      {state.isCut && <p className="sl-flood" role="status">{t("more")}</p>}
    </div>
  );
}

function List({ state, title, isFlood }: { readonly state: Console; readonly title: string; readonly isFlood: boolean }): ReactNode {
  const { t } = useTranslation("alarms");
  const { open, filter } = state;
  if (state.fault) return <ErrorCard fault={state.fault} what={t("list")} onRetry={state.retry} />;
  if (!open) return <Loading rows={8} />;
  const isFiltered = filter.priorities.length > 0 || Boolean(filter.q) || Boolean(filter.area);
  const empty = isFiltered
    ? <Empty title={t("empty.filtered")} action={<Button onClick={() => state.setFilter({ priorities: [], q: "", area: "all" })}>{t("common:act.clear")}</Button>} />
    : <Empty title={filter.tab === "active" ? title : t(`empty.${filter.tab}`)} {...(filter.tab === "active" ? { hint: t("empty.activeHint") } : {})} />;
  return <AlarmList alarms={state.rows} order={state.order} tags={state.tags} now={state.now} selected={filter.selected} firstOutId={isFlood ? firstOut(open, state.now)?.id : undefined} isGrouped={filter.group === "area"} onSelect={state.select} empty={empty} />;
}
