import { issue, type Issue } from "../../issues/issue.ts";
import { accessOfSections } from "../fields.ts";
import { factsFor } from "../facts.ts";
import type { LifeEvent } from "../../model/flow.ts";
import { fireLifeEvent, takesEvent } from "../life/moveLife.ts";
import { lifeStateOf } from "../life/validUntil.ts";
import { join, note } from "../run/run.ts";
import { activePeople, seekerOf } from "../seats/resolveCandidates.ts";
import type { Ask, CommandKind } from "./ask.ts";
import { storeAnswers } from "./decide.ts";
import { missingEvidence } from "./evidence.ts";
import { type FormVerdict, judgeChecks, judgePatch, refusals } from "./judgeForm.ts";
import { signDecision } from "../seats/signature.ts";

/** An event of the life after approval: start, pause, resume, finish, accept, revoke … as the definition names them. */
export const event: CommandKind = {
  name: "event", on: "instance",
  entitled: isEntitledToEvent,
  check: whyNoEvent,
  judge: judgeEvent,
  apply: (run, ask) => {
    const found = eventOf(ask) as LifeEvent;
    const { signature, by } = ask.input;
    storeAnswers(run, judgeEventForm(ask, found));
    join(run, [by]);
    const comment = ask.input.reason ?? ask.input.comment;
    const signed = signature ? signDecision(run, { visit: `life.${found.id}`, seat: "event", person: by, decision: "approved", signs: Object.keys(run.answers), signature }) : undefined;
    note(run, { command: "event", outcome: found.id, ...(comment === undefined ? {} : { comment }), ...(signed === undefined ? {} : { signature: signed }) });
    fireLifeEvent(run, found);
  },
};

/** The definition's event this ask names. */
export function eventOf(ask: Ask): LifeEvent | undefined {
  return ask.view.plan.def.life?.events.find((one) => one.id === ask.input.event);
}

/** Only the candidates of an event may give it; those of timers and interlocks nobody. An unknown event is answered further on. */
function isEntitledToEvent(ask: Ask): boolean {
  const found = eventOf(ask);
  if (!found || !ask.view.instance.life) return true;
  return Array.isArray(found.by) && activePeople(seekerOf(ask.view), found.by).includes(ask.input.by);
}

function whyNoEvent(ask: Ask): Issue | undefined {
  const { instance, plan } = ask.view;
  const found = eventOf(ask);
  if (!found) return issue("LIFE_EVENT_UNKNOWN", "", { event: ask.input.event ?? "" });
  const title = { event: found.id, eventZh: found.title.zh, eventEn: found.title.en };
  if (!instance.life) return issue("LIFE_NOT_BEGUN", "", title);
  if (!takesEvent(ask.view, found.id)) return issue("LIFE_STATE", "", { ...title, ...stateParams(ask, instance.life.state) });
  const goesLive = lifeStateOf(plan.def, found.to)?.tone === "live" && lifeStateOf(plan.def, instance.life.state)?.tone !== "live";
  if (goesLive && instance.causes.length > 0) return issue("SUSPENDED_BY_CAUSE", "", { causes: instance.causes.map((one) => one.id), causesZh: instance.causes.map((one) => one.reason.zh), causesEn: instance.causes.map((one) => one.reason.en) });
  return !ask.probe && found.reason === "required" && !ask.input.reason?.trim() ? issue("REASON_REQUIRED", "", { command: found.id, commandZh: found.title.zh, commandEn: found.title.en }) : undefined;
}

/** Data, then evidence, then all failing checks together. Asked about only, an event without a form of its own answers for its checks too. */
function judgeEvent(ask: Ask): readonly Issue[] {
  const found = eventOf(ask) as LifeEvent;
  if (ask.probe) return found.form ? [] : refusals(ask.view, eventChecks(ask, found), "LIFE_REFUSED");
  const form = judgeEventForm(ask, found);
  if (form.issues.some((one) => one.severity === "error")) return form.issues;
  const evidence = missingEvidence(ask.view, found.evidence, ask.input, "approve");
  return evidence.length > 0 ? evidence : refusals(ask.view, judgeChecks(ask.view, found.checks ?? [], form.answers, () => factsFor(ask.view, found.id, ask.input.by)), "LIFE_REFUSED");
}

/** The checks of an event on the answers as they are. */
export function eventChecks(ask: Ask, found: LifeEvent): ReturnType<typeof judgeChecks> {
  return judgeChecks(ask.view, found.checks ?? [], ask.view.answers, () => factsFor(ask.view, found.id, ask.input.by));
}

function judgeEventForm(ask: Ask, found: LifeEvent): FormVerdict {
  const where = { node: found.id, nodeZh: found.title.zh, nodeEn: found.title.en };
  return judgePatch(ask.view, accessOfSections(found.form?.sections ?? []), ask.input.data ?? {}, () => factsFor(ask.view, found.id, ask.input.by), where, false);
}

function stateParams(ask: Ask, state: string): { state: string; stateZh: string; stateEn: string } {
  const title = lifeStateOf(ask.view.plan.def, state)?.title;
  return { state, stateZh: title?.zh ?? state, stateEn: title?.en ?? state };
}
