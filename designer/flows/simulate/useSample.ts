import type { FlowDefinition, FormDefinition, JsonObject, OrgView, PackTemplateTry, PackView } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { withReal } from "./sampleStart.ts";

interface People {
  readonly items: readonly { readonly id: string; readonly roles?: readonly { readonly role: string }[] }[];
}

/** What the simulation begins with: answers of the pack's own sample where there is one, and somebody of the plant who sends it. */
export interface Sample {
  readonly data: JsonObject;
  readonly isFromPack: boolean;
  readonly initiator: string | undefined;
}

const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined); // no right to it: go on without

async function sampleOf(flow: string, form: FormDefinition): Promise<Sample> {
  const [packs, workers, people, org] = await Promise.all([
    orNothing(api.get<readonly PackView[]>("/packs")), orNothing(api.get<People>("/people", { role: "worker", limit: 20 })), orNothing(api.get<People>("/people", { limit: 100 })), orNothing(api.get<OrgView>("/org")),
  ]);
  const pack = (packs ?? []).find((one) => one.templates.some((template) => template.flow === flow));
  const template = pack?.templates.find((one) => one.flow === flow);
  const tried = pack && template ? await orNothing(api.get<PackTemplateTry>(`/packs/${encodeURIComponent(pack.id)}/templates/${encodeURIComponent(template.id)}`)) : undefined;
  const world = { people: people?.items ?? [], areas: org?.areas.map((one) => one.id) ?? [] };
  return { data: tried ? withReal(form, tried.sample, world) : {}, isFromPack: tried !== undefined, initiator: workers?.items[0]?.id };
}

/** The sample for a flow, once its form is there. */
export function useSample(flow: FlowDefinition, form: FormDefinition | undefined) {
  return useQuery({ queryKey: ["simulate", "sample", flow.id, form?.revision ?? -1], enabled: form !== undefined, staleTime: 300_000, queryFn: () => sampleOf(flow.id, form as FormDefinition) });
}
