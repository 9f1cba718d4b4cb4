import type { FlowNode, I18nText, Visit } from "@safeloop/engine";
import { lookOf } from "./looks.ts";
import type { Scene } from "./play.ts";
import type { Row } from "./row.ts";
import { seatRows } from "./seatRows.ts";
import { say } from "./words.ts";

/** What a step's card lists: each visit with its seats, or that it was not reached. */
export function cardRows(scene: Scene, node: FlowNode): readonly Row[] {
  const visits = scene.played.run.instance.visits.filter((visit) => visit.node === node.id);
  if (visits.length === 0) return [{ kind: "state", depth: 0, state: { zh: "未到", en: "Not reached" }, look: lookOf("ahead") }];
  return visits.flatMap((visit) => [...(visits.length > 1 || isVoid(visit) ? [headOf(visit)] : []), ...visitRows(scene, node, visit)]);
}

/** Cut out of the walk: by a return, a withdrawal, a vote taken back. */
export function isVoid(visit: Visit): boolean {
  return visit.dead === true || (visit.state === "closed" && visit.reason !== "done");
}

function headOf(visit: Visit): Row {
  const word: I18nText | undefined = isVoid(visit) ? say("inbox", "seatState.superseded") : undefined;
  return { kind: "visit", depth: 0, text: { zh: visit.id + (word ? ` ${word.zh}` : ""), en: word ? word.en : "" }, isStruck: isVoid(visit) };
}

function visitRows(scene: Scene, node: FlowNode, visit: Visit): readonly Row[] {
  return node.kind === "notify" ? toldRows(scene) : seatRows(scene, node, visit);
}

/** Whom the flow itself has told; a copy somebody sent stands in the list of what happened. */
function toldRows(scene: Scene): readonly Row[] {
  const bySteps = scene.happened.flatMap(({ step, seen }) => ("do" in step && step.do === "cc" ? [] : seen.told));
  const people = [...scene.played.toldAtFirst, ...bySteps].filter((one) => one.startsWith("flow.cc ")).map((one) => one.slice("flow.cc ".length));
  const state = { zh: "已告知", en: "Told" };
  return [...new Set(people)].map((person) => ({ kind: "seat", depth: 0, people: [person], state, look: lookOf("told"), isStruck: false, isWordStruck: false, notes: [] }));
}
