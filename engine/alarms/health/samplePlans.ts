import type { ProcessPlan } from "../../rules/compileRule.ts";
import { currentSample, type JudgeContext } from "../../rules/context.ts";
import { dropoutAfterS, isEvent } from "../../rules/measurement.ts";
import { sampleFlags, type Sample } from "../../rules/sample.ts";
import type { Tag } from "../../model/tag.ts";
import { deviceRuleId, type DeviceFault } from "./kinds.ts";

type SampleFault = Exclude<DeviceFault, "dropout" | "gateway" | "recovery" | "no-receiver" | "not-covered">;

/** Which samples show which fault. A loop out of its limits says more than the range it is out of; a bad quality sent by the device is a bad value too. */
const shows: { readonly [F in SampleFault]: (sample: Sample) => boolean } = {
  "range": (sample) => (sample.flags & (sampleFlags.over | sampleFlags.under)) !== 0 && (sample.flags & sampleFlags.wire) === 0,
  "wire": (sample) => (sample.flags & sampleFlags.wire) !== 0,
  "stuck": (sample) => (sample.flags & sampleFlags.stuck) !== 0,
  "spike": (sample) => (sample.flags & sampleFlags.spike) !== 0,
  "drift": (sample) => (sample.flags & sampleFlags.drift) !== 0,
  "clock": (sample) => (sample.flags & sampleFlags.clock) !== 0,
  "bad-value": (sample) => (sample.flags & sampleFlags.badValue) !== 0 || (sample.q === 2 && (sample.flags & explained) === 0),
};
const explained = sampleFlags.over | sampleFlags.under | sampleFlags.wire | sampleFlags.stuck | sampleFlags.suspect | sampleFlags.spike | sampleFlags.drift;

// Seconds; catalogue 6.7 gives 5 s for under and over range. A fault must stay away 10 s to end, so that it does not chatter.
const delays: { readonly [F in SampleFault]: { readonly on: number; readonly off: number } } = {
  "range": { on: 5, off: 10 }, "wire": { on: 5, off: 10 }, "stuck": { on: 0, off: 10 }, "spike": { on: 0, off: 10 }, "drift": { on: 0, off: 10 }, "bad-value": { on: 0, off: 10 }, "clock": { on: 0, off: 10 },
};

/** The faults a sample shows. */
export function faultsOf(sample: Sample): readonly SampleFault[] {
  if (sample.flags === 0 && sample.q < 2) return none;
  return (Object.keys(shows) as SampleFault[]).filter((fault) => shows[fault](sample));
}

const none: readonly SampleFault[] = [];

/** The condition process of one fault of one tag. Judged by the same fold as rules. */
export function faultPlan(fault: SampleFault, tag: Tag): ProcessPlan {
  const holdMs = Math.max(dropoutAfterS(tag), delays[fault].on) * 1000;
  const has = (ctx: JudgeContext): boolean | undefined => {
    const sample = currentSample(ctx, 0);
    return sample && ctx.t - sample.ts <= holdMs ? shows[fault](sample) : undefined;
  };
  return {
    ruleId: deviceRuleId(fault), key: tag.id,
    plans: [{ tag, holdRaiseMs: holdMs, holdClearMs: holdMs, eventHoldMs: 0, isEvent: isEvent(tag.measurement), ringMs: 0, highIsDanger: false }],
    raise: has, clear: (ctx) => invert(has(ctx)), suppress: null, watchers: [], slots: 0,
    onDelayMs: delays[fault].on * 1000, offDelayMs: delays[fault].off * 1000, suppressHoldMs: 0, long: [], calendars: [], gridMs: 0, memoryMs: 0, levels: [], raiseOnly: true, limitId: undefined,
  };
}

function invert(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
