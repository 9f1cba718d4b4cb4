import { setImmediate } from "node:timers/promises";
import { runCase, type FlowCaseRun, type FlowDefinition, type FormDefinition, type Pack, type PackCase } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";

/** The definition to play against, with what it speaks of. */
export interface CaseStage {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly others: readonly FormDefinition[];
}

/** What a case plays in: the flow with its form and calendar, as if they were a pack with one template. `others`: forms of records it creates. */
function packAround(ctx: ServerContext, { flow, form, others }: CaseStage, template: string): Pack {
  const { title } = flow;
  const calendar = flow.settings.calendar === undefined ? undefined : ctx.calendars.written(flow.settings.calendar);
  return {
    manifest: { id: "own", version: "1.0.0", title, publisher: "own", templates: [{ id: template, title, category: "hazard", form: form.id, flow: flow.id }] },
    forms: [form, ...others.filter((one) => one.id !== form.id)], flows: [{ ...flow, form: { id: form.id } }], rules: [], ...(calendar ? { calendars: [calendar] } : {}),
  };
}

/** Plays every case against the definition on the packs' own runner; between two of them other requests get their turn. */
export async function playCases(ctx: ServerContext, stage: CaseStage, cases: readonly PackCase[]): Promise<FlowCaseRun["results"]> {
  const results: FlowCaseRun["results"] = [];
  for (const one of cases) {
    const { failures } = runCase(packAround(ctx, stage, one.template), one);
    results.push({ id: one.id, title: one.name, passed: failures.length === 0, failures: failures.map((failure) => ({ ...failure })) });
    await setImmediate();
  }
  return results;
}
