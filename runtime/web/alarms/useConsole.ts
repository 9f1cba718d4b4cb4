import { App } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";
import type { AlarmView, TagView } from "../api/types.ts";
import { useNow } from "../components/useNow.ts";
import { useStable } from "../components/useStable.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { useTags } from "../tags/useTags.ts";
import type { AlarmDialog } from "./AlarmActions.tsx";
import { filterAlarms, type AlarmFilter } from "./alarmFilter.ts";
import type { ConsoleAct } from "./alarmKeys.ts";
import { sortAlarms } from "./alarmOrder.ts";
import { stepSelection } from "./heldOrder.ts";
import { mayDo } from "./mayDo.ts";
import { useAlarm, useAlarmCommand, useAlarmHistory, useOpenAlarms } from "./useAlarms.ts";
import { useAlarmFilter } from "./useAlarmFilter.ts";
import { type AlarmSound, useAlarmSound } from "./useAlarmSound.ts";
import { type AlarmVoice, useAlarmVoice } from "./useAlarmVoice.ts";
import { useConsoleKeys } from "./useConsoleKeys.ts";
import { type ShownOrder, useHeldOrder } from "./useHeldOrder.ts";
import { whereOf } from "./whereOf.ts";

const day = 86_400_000;
const hour = 3_600_000;

export interface Console {
  readonly now: number;
  readonly filter: AlarmFilter;
  readonly setFilter: (change: Partial<AlarmFilter>) => void;
  readonly open: readonly AlarmView[] | undefined;
  readonly isCut: boolean;
  readonly fault: unknown;
  readonly retry: () => void;
  readonly rows: ReadonlyMap<string, AlarmView>;
  readonly order: ShownOrder;
  readonly tags: ReadonlyMap<string, TagView>;
  readonly selected: AlarmView | undefined;
  readonly select: (id: string) => void;
  readonly dialog: AlarmDialog | undefined;
  readonly setDialog: (dialog: AlarmDialog | undefined) => void;
  readonly ack: () => void;
  readonly unshelve: () => void;
  readonly command: ReturnType<typeof useAlarmCommand>;
  readonly sound: AlarmSound;
  readonly voice: AlarmVoice;
  /** Announced in the last ten minutes, those already closed too. */
  readonly recent: number;
  readonly day: { readonly count: number; readonly isMore: boolean } | undefined;
}

/** The state of the console and what its keys do. */
export function useConsole(): Console {
  const now = useNow();
  const [found, setFilter] = useAlarmFilter();
  const filter = useStable(found);
  const { data, error, refetch } = useOpenAlarms();
  const history = useDay(filter, now);
  const isHistory = filter.tab === "history";
  const pool = isHistory ? history.data?.items : data?.items;
  const rows = useMemo(() => visible(pool ?? [], filter), [pool, filter]);
  const order = useHeldOrder([...rows.keys()], JSON.stringify([filter.tab, filter.area, filter.q, filter.priorities]));
  const tags = useAlarmTags(data?.items ?? []);
  const selected = useSelected(filter.selected, pool);
  const acts = useActs(selected, order.shown, filter, setFilter);
  const sound = useAlarmSound(data?.items ?? [], now);
  const voice = useAlarmVoice(data?.items, now);
  useConsoleKeys((what) => (what === "mute" ? sound.mute() : acts.press(what)));
  const first = order.shown[0];
  useEffect(() => {
    if (filter.selected === undefined && first !== undefined) setFilter({ selected: first });
  }, [filter.selected, first, setFilter]);
  return {
    now, filter, setFilter, open: data?.items, isCut: data?.cut ?? false, rows, order, tags, selected, sound, voice,
    fault: isHistory ? history.error : data ? null : error,
    retry: () => void (isHistory ? history.refetch() : refetch()),
    select: (id) => setFilter({ selected: id }),
    ...acts,
    recent: countRecent([...(data?.items ?? []), ...(history.data?.items ?? [])], now),
    day: history.data && { count: history.data.total ?? history.data.items.length, isMore: history.data.total === undefined && history.data.next !== null },
  };
}

function countRecent(alarms: readonly AlarmView[], now: number): number {
  const recent = alarms.filter((alarm) => !alarm.masked && now - Date.parse(alarm.announcedAt ?? alarm.raisedAt) <= 600_000);
  return new Set(recent.map((alarm) => alarm.id)).size;
}

/** The last 24 hours, asked anew each hour so that the key of the query stands still. */
function useDay(filter: AlarmFilter, now: number): ReturnType<typeof useAlarmHistory> {
  const to = Math.ceil(now / hour) * hour;
  return useAlarmHistory({ from: new Date(to - day - hour).toISOString(), ...(filter.area ? { area: filter.area } : {}) }, true);
}

function visible(alarms: readonly AlarmView[], filter: AlarmFilter): Map<string, AlarmView> {
  const shown = filter.tab === "history" ? [...alarms].sort((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt)) : sortAlarms(alarms);
  return new Map(filterAlarms(shown, filter).map((alarm) => [alarm.id, alarm]));
}

function useAlarmTags(alarms: readonly AlarmView[]): ReadonlyMap<string, TagView> {
  const ids = [...new Set(alarms.flatMap((alarm) => alarm.tagId ?? []))].sort();
  const { data } = useTags(ids);
  return useMemo(() => new Map((data?.items ?? []).map((tag) => [tag.id, tag])), [data]);
}

/** The selected alarm with its history; it stays selected when a new row comes or it closes. */
function useSelected(id: string | undefined, pool: readonly AlarmView[] | undefined): AlarmView | undefined {
  const { data } = useAlarm(id);
  const row = pool?.find((alarm) => alarm.id === id);
  if (!row) return data;
  return data && data.version >= row.version ? data : { ...row, ...(data?.history ? { history: data.history } : {}) };
}

function useActs(selected: AlarmView | undefined, shown: readonly string[], filter: AlarmFilter, setFilter: (change: Partial<AlarmFilter>) => void) {
  const { message } = App.useApp();
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const holds = useMay();
  const [dialog, setDialog] = useState<AlarmDialog | undefined>(undefined);
  const command = useAlarmCommand();
  const send = (act: "ack" | "unshelve"): void => {
    if (!selected || !mayDo(selected, act, t, holds).allowed || command.isPending) return;
    const what = `${whereOf(selected, text)} ${text(selected.ruleTitle)}`;
    command.mutate({ id: selected.id, command: act, generation: selected.generation }, {
      onSuccess: () => void message.success(t(`done.${act}`, { what })),
      onError: (fault) => fault instanceof ApiProblem && fault.code.endsWith("STALE_GENERATION") && void message.warning(t("done.stale")),
    });
  };
  const press = (what: ConsoleAct): void => {
    if (what === "next" || what === "previous") {
      const next = stepSelection(shown, filter.selected, what === "next" ? 1 : -1);
      if (next !== undefined) setFilter({ selected: next });
    } else if (what === "close") setDialog(undefined);
    else if (what === "open") document.querySelector<HTMLElement>(".sl-alarm-actions :is(button:enabled, a)")?.focus();
    else if (selected && (what === "ack" || what === "shelve" || what === "dispose" || what === "reset")) {
      const { allowed, why } = mayDo(selected, what, t, holds);
      if (!allowed) void message.info(why); // a key that does nothing says why, as the button beside it does
      else if (what === "ack") send("ack");
      else setDialog(what);
    }
  };
  return { dialog, setDialog, command, press, ack: () => send("ack"), unshelve: () => send("unshelve") };
}
