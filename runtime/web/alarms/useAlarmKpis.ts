import type { AlarmKpiView } from "@safeloop/engine";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export const spans = { day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000, quarter: 90 * 86_400_000 } as const;
export type SpanName = keyof typeof spans;

/** Figures of the alarm system for the span that ends now; read again each minute. */
export function useAlarmKpis(span: SpanName, consoles: number): UseQueryResult<AlarmKpiView> {
  return useQuery({
    queryKey: ["alarms", "kpis", span, consoles],
    queryFn: () => {
      const to = Date.now();
      return api.get<AlarmKpiView>("/alarms/kpis", { from: new Date(to - spans[span]).toISOString(), to: new Date(to).toISOString(), consoles });
    },
    refetchInterval: 60_000,
  });
}
