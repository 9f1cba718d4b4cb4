import type { FlowCaseRun, FlowCasesView, FlowDefinition, PackCase } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

const pathOf = (flow: string, more = ""): string => `/flows/${encodeURIComponent(flow)}/cases${more}`;

/** The kept cases of a flow. */
export function useCases(flow: string) {
  return useQuery({ queryKey: ["flows", flow, "cases"], queryFn: () => api.get<FlowCasesView>(pathOf(flow)), staleTime: 10_000 });
}

/** How the kept cases go against the definition as it stands; asked again for each change of it. */
export function useCaseRun(flow: FlowDefinition, isWanted = true) {
  const text = useMemo(() => JSON.stringify(flow), [flow]);
  return useQuery({ queryKey: ["flows", flow.id, "cases", "run", text], enabled: isWanted, retry: false, staleTime: 10_000, queryFn: () => api.post<FlowCaseRun>(pathOf(flow.id, "/run"), { flow }) });
}

/** Keeping and deleting; the list and the results follow. */
export function useCaseChanges(flow: string) {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: ["flows", flow, "cases"] });
  const save = useMutation({ mutationFn: (one: PackCase) => api.put<void>(pathOf(flow, `/${encodeURIComponent(one.id)}`), { case: one }), onSuccess: renew });
  const remove = useMutation({ mutationFn: (id: string) => api.delete<void>(pathOf(flow, `/${encodeURIComponent(id)}`)), onSuccess: renew });
  return { save, remove };
}
