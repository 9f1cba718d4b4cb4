import type { Tag } from "../../model/tag.ts";
import { calmBelow, dropoutAfterS, hasNoiseTest, isEvent, isGas, isNumeric, jumpLimits, levelStuckAfterS, mayStayZero, restsWithOthers, stuckAfterS } from "../../rules/measurement.ts";

/** How the samples of one tag are judged: the tables of alarms.md 6 for it, in its unit and in ms. */
export interface HealthPlan {
  readonly judged: boolean; // false: events and positions, which have no value to judge
  readonly numeric: boolean;
  readonly stuckMs: number; // 0: never stuck
  readonly needsMoved: boolean; // stuck only when a connected tag moved meanwhile
  readonly restsWithOthers: boolean; // not stuck while a connected tag is at rest
  readonly connected: readonly string[];
  readonly zeroIsLegal: boolean;
  readonly legalBelow: number; // a value below it may stay for ever; -Infinity for none
  readonly restBelow: number; // others take a value below it for rest
  readonly moveBy: number; // a change of more than this is a movement
  readonly noise: boolean;
  readonly jump: ReturnType<typeof jumpLimits>;
  readonly silentMs: number; // longer than this, samples are not neighbours
  readonly drift: { readonly peers: readonly string[]; readonly uncertainOnly: boolean } | null;
}

const restShare = 0.03; // of span: the tolerance of the range row

/** The plan of a tag. Pure; made once per edition of the tag. */
export function healthPlan(tag: Tag): HealthPlan {
  const numeric = isNumeric(tag.measurement);
  const level = levelStuckAfterS(tag);
  const span = tag.range && numeric ? tag.range.max - tag.range.min : 0;
  return {
    judged: !isEvent(tag.measurement), numeric, stuckMs: (level || stuckAfterS(tag)) * 1000, needsMoved: level > 0, restsWithOthers: restsWithOthers(tag.measurement),
    connected: tag.connected ?? none, zeroIsLegal: mayStayZero(tag.measurement), legalBelow: calmBelow(tag), restBelow: restBelow(tag, span), moveBy: restShare * span,
    noise: hasNoiseTest(tag.measurement) && !tag.mayBeConstant, jump: numeric ? jumpLimits(tag) : null, silentMs: dropoutAfterS(tag) * 1000, drift: driftOf(tag),
  };
}

const none: readonly string[] = [];

function restBelow(tag: Tag, span: number): number {
  if (!isNumeric(tag.measurement)) return -Infinity;
  return tag.measurement === "wind-speed" ? calmBelow(tag) : (tag.range?.min ?? 0) + Math.max(restShare * span, Number.EPSILON);
}

// A process that moves slowly looks just like a sensor that drifts: only peers can tell them apart. A gas point at rest has one value, its own.
function driftOf(tag: Tag): HealthPlan["drift"] {
  const peers = (tag.peers ?? none).filter((id) => id !== tag.id);
  if (!isNumeric(tag.measurement) || (peers.length < 2 && !isGas(tag.measurement))) return null;
  return { peers: peers.length < 2 ? none : peers, uncertainOnly: isGas(tag.measurement) };
}
