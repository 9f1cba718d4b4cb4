import type { CalendarList } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";

/** The work calendars a rule may name. */
export function useCalendars(): CalendarList["items"] {
  const { data } = useQuery({ queryKey: ["calendars"], queryFn: () => api.get<CalendarList>("/calendars"), staleTime: 300_000 });
  return data?.items ?? [];
}
