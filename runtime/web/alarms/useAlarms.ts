import type { AlarmAct } from "@safeloop/engine";
import { type QueryClient, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { AlarmView, Page } from "../api/types.ts";
import { useStream } from "../api/useStream.ts";
import { newerAlarm, withAlarm } from "./alarmMerge.ts";
import type { Disposition } from "./alarmState.ts";

const openKey = ["openAlarms"] as const;

function put(client: QueryClient, alarm: AlarmView): void {
  client.setQueryData<AllRows<AlarmView>>(openKey, (old) => old && { ...old, items: withAlarm(old.items, alarm) });
  client.setQueryData<AlarmView>(["alarm", alarm.id], (old) => old && { ...newerAlarm(old, alarm), ...(alarm.history ? {} : { history: old.history, notices: old.notices, explanation: old.explanation }) });
}

/** Every open alarm, kept in step by the stream: one event changes one row, a flood does not reload the list. */
export function useOpenAlarms(enabled = true): UseQueryResult<AllRows<AlarmView>> {
  const client = useQueryClient();
  useStream<AlarmView>("alarm", (alarm) => {
    put(client, alarm);
    // The stream's view was made for everybody: the one that is looked at is asked for again.
    void client.invalidateQueries({ queryKey: ["alarm", alarm.id] });
  });
  return useQuery({
    queryKey: openKey,
    enabled,
    queryFn: ({ signal }) => allPages<AlarmView>("/alarms", { open: true }, signal),
    refetchInterval: 60_000,
  });
}

const judgedAgainMs = 3_000;

/** One alarm with its history, and while it is open with why, judged anew every few seconds: the values in it are those of now. */
export function useAlarm(id: string | undefined): UseQueryResult<AlarmView> {
  return useQuery({
    queryKey: ["alarm", id],
    enabled: id !== undefined,
    queryFn: () => api.get<AlarmView>(`/alarms/${encodeURIComponent(id ?? "")}`),
    refetchInterval: ({ state }) => (state.data?.explanation ? judgedAgainMs : false),
  });
}

export interface AlarmHistoryQuery {
  readonly area?: string | undefined;
  readonly from?: string;
  readonly to?: string;
  readonly tag?: string;
}

/** Closed and open alarms of a span, newest first. */
export function useAlarmHistory(query: AlarmHistoryQuery, enabled: boolean): UseQueryResult<Page<AlarmView>> {
  return useQuery({ queryKey: ["alarms", "history", query], enabled, queryFn: () => api.get<Page<AlarmView>>("/alarms", { ...query, limit: 200 }) });
}

export interface AlarmCommand {
  readonly command: AlarmAct | "comment" | "assign";
  readonly generation: number;
  readonly until?: string;
  readonly reason?: string;
  readonly disposition?: Disposition;
  readonly cause?: string;
  readonly action?: string;
}

/** Sends a command for one alarm; the answer replaces the row at once. A stale generation comes back as 409 and reloads. */
export function useAlarmCommand(): UseMutationResult<AlarmView, Error, { readonly id: string } & AlarmCommand> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...command }) => api.post<AlarmView>(`/alarms/${encodeURIComponent(id)}/commands`, command),
    onSuccess: (alarm) => put(client, alarm),
    onSettled: (_alarm, _fault, { id }) => {
      void client.invalidateQueries({ queryKey: ["alarm", id] });
      void client.invalidateQueries({ queryKey: ["summary"] });
    },
    onError: () => void client.invalidateQueries({ queryKey: openKey }),
  });
}
