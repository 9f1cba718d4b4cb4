import type { DefDetail, FlowDefinition } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

/** The published definition of a flow: names of steps and what they ask. The server judges by the instance's own revision. */
export function useFlow(id: string | undefined) {
  return useQuery({ queryKey: ["flows", id ?? ""], enabled: id !== undefined, staleTime: 300_000, retry: false, queryFn: async () => (await api.get<DefDetail<FlowDefinition>>(`/flows/${encodeURIComponent(id ?? "")}`)).published });
}
