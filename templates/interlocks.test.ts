import { isObject, type AlertRule, type FlowDefinition, type LifeEvent } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { shippedPacks } from "../scripts/loadPack.ts";

const packs = shippedPacks();
const rules = packs.flatMap((pack) => pack.rules);
const flows = packs.flatMap((pack) => pack.flows);
const permits = flows.filter((flow) => flow.settings.permit === true);

interface Sent { readonly cause: string; readonly by: string; readonly permits?: readonly string[] }

/** What alarm rules, acts of flows and watched facts of permits may stop work for. */
const sent: readonly Sent[] = [
  ...rules.flatMap((rule) => rule.actions.flatMap((one) => (one.do === "interlock" ? [{ cause: one.cause, by: rule.id, ...(one.permits ? { permits: one.permits } : {}) }] : []))),
  ...flows.flatMap((flow) => causesOfActs(flow).map((cause) => ({ cause, by: flow.id }))),
  ...permits.flatMap((flow) => interlocks(flow).flatMap((event) => (event.interlock?.watches ?? []).map(({ cause }) => ({ cause, by: flow.id, permits: [flow.id] })))),
];

function interlocks(flow: FlowDefinition): readonly LifeEvent[] {
  return (flow.life?.events ?? []).filter((event) => event.by === "interlock");
}

const heeds = (flow: FlowDefinition): readonly string[] => interlocks(flow).flatMap((event) => event.interlock?.causes ?? []);

/** Causes of `interlock` acts, wherever in the flow they stand. */
function causesOfActs(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(causesOfActs);
  if (!isObject(value)) return [];
  const own = value["do"] === "interlock" && typeof value["cause"] === "string" ? [value["cause"]] : [];
  return [...own, ...Object.values(value).flatMap(causesOfActs)];
}

/** Heeded, though nothing that ships sends it; each with its reason. */
const sentByNobody: Readonly<Record<string, string>> = {
  position: "For rules of a site. Of the position rules the catalogue lets only guardian-left stop work; it has a cause of its own.",
};
/** Sent, though no permit heeds it; each with its reason. */
const heededByNobody: Readonly<Record<string, string>> = {};

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)].sort();

describe("what stops work, and what work heeds", () => {
  const heeded = unique(permits.flatMap(heeds));

  it("has no cause that is sent and heeded by no permit, but those named here", () => {
    expect(unique(sent.map((one) => one.cause)).filter((cause) => !heeded.includes(cause))).toEqual(Object.keys(heededByNobody));
  });
  it("has no cause that is heeded and sent by nobody, but those named here", () => {
    expect(heeded.filter((cause) => !sent.some((one) => one.cause === cause))).toEqual(Object.keys(sentByNobody));
  });
  it("names only permits that ship and heed the cause", () => {
    const deaf = sent.flatMap(({ cause, by, permits: named = [] }) => named.filter((id) => !permits.some((flow) => flow.id === id && heeds(flow).includes(cause))).map((id) => `${by}: ${id} ${cause}`));
    expect(deaf).toEqual([]);
  });
  it("is the same for every permit", () => {
    expect(permits.filter((flow) => unique(heeds(flow)).join() !== heeded.join()).map((flow) => flow.id)).toEqual([]);
    expect(permits.length).toBeGreaterThanOrEqual(10);
  });
  it("is heeded once by a permit, by one event", () => {
    expect(permits.filter((flow) => unique(heeds(flow)).length !== heeds(flow).length).map((flow) => flow.id)).toEqual([]);
  });

  it.each([
    ["warn-combustible-gas", ["area-evacuation", "gas-alarm"]], ["warn-toxic-gas", ["gas-alarm"]], ["warn-oxygen", ["gas-alarm"]], ["warn-liquid-ammonia", ["gas-alarm"]], ["warn-mine-methane", ["gas-alarm"]],
    ["warn-wind-work", ["weather"]], ["warn-flame-and-smoke", ["area-evacuation", "fire"]], ["warn-video-behaviour", ["area-evacuation", "fire", "video"]], ["warn-personnel-location", ["guardian-left"]],
  ])("%s sends %j", (template, causes) => {
    const ids = packs.flatMap((pack) => pack.manifest.templates).find((one) => one.id === template)?.rules ?? [];
    expect(unique(sent.filter((one) => ids.includes(one.by)).map((one) => one.cause))).toEqual(causes);
  });

  /** They say that a gas moves or adds up; the limits of the same points stop work (catalogue 6.7). */
  const onlyWarn = ["combustible-rise", "toxic-stel", "toxic-stel-ppm"];
  it("is a gas alarm for every P1 and P2 of combustible, toxic and oxygen points", () => {
    const silent = rules.filter((rule) => gasRule(rule) && ["P1", "P2"].includes(rule.priority) && !sent.some((one) => one.by === rule.id && one.cause === "gas-alarm"));
    expect(silent.map((rule) => rule.id).sort()).toEqual(onlyWarn);
  });
});

const gasRule = (rule: AlertRule): boolean => "measurement" in rule.select && ["combustible", "toxic", "oxygen"].includes(rule.select.measurement ?? "");
