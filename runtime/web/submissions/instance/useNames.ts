import type { InstanceView } from "@safeloop/engine";
import { useQueries } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import type { PersonRef, PersonView } from "../../api/types.ts";
import { mentioned } from "./historyDetail.ts";

/** People an instance names anywhere, by id. */
export function knownNames({ history, tasks, forecast }: Pick<InstanceView, "history" | "tasks" | "forecast">): ReadonlyMap<string, string> {
  const seats = tasks.flatMap(({ seat }): (PersonRef | null | undefined)[] => [seat.person, seat.claimedBy, seat.delegatee, seat.addedBy, seat.standsInFor]);
  const all = [...history.map((item) => item.by), ...seats, ...forecast.flatMap((step) => step.people)];
  return new Map(all.flatMap((one) => (one ? [[one.id, one.name] as const] : [])));
}

/** Names for the ids in a history; those the instance does not name itself are looked up. The id stands until then. */
export function useNames(instance: InstanceView): (id: string) => string {
  const known = knownNames(instance);
  const wanted = [...new Set(instance.history.flatMap(mentioned))].filter((id) => !known.has(id));
  const asked = useQueries({ queries: wanted.map((id) => ({ queryKey: ["people", "name", id], staleTime: 300_000, retry: false, queryFn: async () => (await api.get<PersonView>(`/people/${encodeURIComponent(id)}`)).name })) });
  return (id) => known.get(id) ?? asked[wanted.indexOf(id)]?.data ?? id;
}
