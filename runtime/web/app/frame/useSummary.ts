import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { AlarmSummary } from "../../api/types.ts";
import { useMay } from "../../session/useMe.ts";

/** The counts of the header and the navigation; pushed by the stream, asked again each minute. */
export function useSummary(): UseQueryResult<AlarmSummary> {
  const may = useMay();
  return useQuery({ queryKey: ["summary"], queryFn: () => api.get<AlarmSummary>("/alarms/summary"), refetchInterval: 60_000, enabled: may("alarm.view") });
}
