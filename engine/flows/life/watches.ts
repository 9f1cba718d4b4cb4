import { checkMessage, formOf } from "../../forms/index.ts";
import { varsOf } from "../../logic/index.ts";
import type { FlowDefinition, LifeWatch } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { I18nText } from "../../model/text.ts";
import { judgeChecks } from "../commands/judgeForm.ts";
import { factsFor } from "../facts.ts";
import { isPlan, planOf } from "../plan/plan.ts";
import type { View } from "../run/view.ts";
import type { FlowEnv, FlowInstance } from "../types.ts";
import { lifeStateOf } from "./validUntil.ts";

/** Whether the facts behind a cause are still sound. */
export interface WatchVerdict {
  readonly cause: string;
  readonly passes: boolean; // false also when it cannot be judged
  readonly reason: I18nText; // what does not pass
}

/** What a flow watches while its permits are issued. */
export function watchesOf(def: FlowDefinition): readonly LifeWatch[] {
  return def.life?.events.flatMap((event) => event.interlock?.watches ?? []) ?? [];
}

/** Judges what is watched, as of now. Nothing before the life begins and after work is over. */
export function watchVerdicts(def: FlowDefinition, instance: FlowInstance, env: FlowEnv): readonly WatchVerdict[] {
  const plan = planOf(def);
  if (!isPlan(plan) || !isIssued(def, instance)) return [];
  const view: View = { plan, instance, env, answers: env.answers };
  return watchesOf(def).map(({ cause, checks }) => {
    const failing = judgeChecks(view, checks, env.answers, () => factsFor(view, "watch", null)).filter((one) => one.verdict !== "pass");
    const said = failing.map((one) => checkMessage(one, formOf(env.form)));
    return { cause, passes: failing.length === 0, reason: { zh: said.map((one) => one.zh).join("；"), en: said.map((one) => one.en).join("; ") } };
  });
}

/** Approved and not yet over: waiting for its start, live or stopped. */
function isIssued(def: FlowDefinition, { life, status }: FlowInstance): boolean {
  const tone = life && lifeStateOf(def, life.state)?.tone;
  return status === "running" && (tone === "live" || tone === "stopped" || (tone === "waiting" && life?.startedAt === undefined));
}

/** Forms (`x-form`) of the references that watched checks read: when one of those changes, the watch is judged again. */
export function watchedForms(def: FlowDefinition, form: FormDefinition): readonly string[] {
  const watched = new Set(watchesOf(def).flatMap((one) => one.checks));
  const reads = new Set(form.logic.flatMap((rule) => (rule.id !== undefined && watched.has(rule.id) && rule.expr !== undefined ? varsOf(rule.expr) : [])).map((path) => path.split(".")[0] ?? ""));
  return formOf(form).roots.flatMap((field) => {
    const named = field.kind === "reference" && reads.has(field.xid) ? field.schema["x-form"] : undefined;
    return typeof named === "string" ? [named] : [];
  });
}
