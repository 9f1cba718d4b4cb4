import { type DefDetail, type FieldAccessMap, type FlowDefinition, type FormDefinition, type PackView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { DefSummary, Page } from "../api/types.ts";

/** The published form; an error when it is not there or not published. */
export function usePublishedForm(id: string) {
  return useQuery({ queryKey: ["forms", id], enabled: id !== "", queryFn: async () => (await api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id)}`)).published, staleTime: 60_000 });
}

/** The installed templates; they name which flow belongs to a form. */
export function usePacks() {
  return useQuery({ queryKey: ["packs"], queryFn: () => api.get<readonly PackView[]>("/packs"), staleTime: 600_000 });
}

/** Forms that can be started: published ones. */
export function useStartableForms() {
  return useQuery({ queryKey: ["forms", "published"], queryFn: async () => (await api.get<Page<DefSummary>>("/forms", { limit: 200 })).items.filter((form) => form.published !== null), staleTime: 60_000 });
}

/** The published flow a form's submissions run through; null for a form without one. */
export function useFlowOf(form: string) {
  const packs = usePacks();
  const flow = packs.data?.flatMap((pack) => pack.templates).find((template) => template.form === form)?.flow;
  return useQuery({
    queryKey: ["flows", "of", form, flow ?? ""],
    enabled: packs.isSuccess,
    staleTime: 60_000,
    queryFn: async (): Promise<FlowDefinition | null> => (flow === undefined ? null : (await api.get<DefDetail<FlowDefinition>>(`/flows/${encodeURIComponent(flow)}`)).published),
  });
}

/** What the applicant may fill, and which checks stop the submit: from the flow's start. */
export function startOf(flow: FlowDefinition | null | undefined): { readonly access: FieldAccessMap | undefined; readonly checks: readonly string[]; readonly isPermit: boolean } {
  const start = flow?.nodes.find((node) => node.kind === "start");
  return { access: start?.kind === "start" ? start.fields : undefined, checks: start?.kind === "start" ? (start.checks ?? []) : [], isPermit: flow?.settings.permit === true };
}
