import { compileRule, freshContext, Shapes, verdict, type AlertRule, type JsonLogic, type ProcessPlan, type Sample, type Tag } from "@safeloop/engine";
import jsonLogic from "json-logic-js";
import { functionMaker } from "../runtime/server/shapes/shapes.ts";
import { atMost, line, median, ratio, shownRatio, type Rates } from "./figures.ts";

/** 10,000 rules of 100 shapes over three points each: limits and points differ from rule to rule, the shapes come in turn. */
const size = { rules: 10_000, shapes: 100, inputs: 512, warmUp: 20, rounds: 6, sweeps: 20 } as const;
const signs = [">", ">=", "<", "<="] as const;
const joins = ["or", "and"] as const;
const names = ["a", "b", "c"] as const;
const now = Date.UTC(2026, 0, 1);

/** The reading of a point at a round, the same for all sides: each 16th of the first points tells nothing. */
function valueOf(input: number, name: number, round: number): number | null {
  const n = input * 3 + name;
  return name === 0 && (input + round) % 16 === 0 ? null : ((n * 7919 + round * 104_729) % 1000) / 10;
}

const limitOf = (rule: number, name: number): number => 20 + ((rule * 31 + name * 17) % 600) / 10;

function conditionOf(rule: number, term: (name: number) => JsonLogic, limit: (name: number) => JsonLogic): JsonLogic {
  const shape = rule % size.shapes;
  const [x, y, z, join] = [signs[shape % 4]!, signs[(shape >> 2) % 4]!, signs[(shape >> 4) % 4]!, joins[shape >> 6]!];
  return { and: [{ [x]: [term(0), limit(0)] }, { [join]: [{ [y]: [term(1), limit(1)] }, { [z]: [term(2), limit(2)] }] }] };
}

/** For json-logic-js a value that is missing must be asked for, or it would be below every limit. */
const peerRules = Array.from({ length: size.rules }, (_, rule) => ({ and: [{ "!": [{ missing: [...names] }] }, conditionOf(rule, (name) => ({ var: names[name]! }), (name) => limitOf(rule, name))] }));
const peerDataOf = (count: number, round: number): readonly object[] => Array.from({ length: count }, (_, input) => Object.fromEntries(names.map((name, at) => [name, valueOf(input, at, round)] as const)));

const tagOf = (id: string): Tag => ({ id, title: { zh: id, en: id }, measurement: "pressure", unit: "kPa", range: { min: 0, max: 1000 }, area: "A", orgId: "plant", periodS: 1 });

function ruleOf(rule: number): AlertRule {
  const ids = names.map((name) => `${rule}-${name}`);
  const limits = Object.fromEntries(names.map((name, at) => [name, { value: limitOf(rule, at), unit: "kPa", op: ">=" as const, sourceStd: "bench", edition: "1", clause: "1", confidence: "project" as const }]));
  return {
    id: `rule-${rule}`, revision: 1, title: { zh: "压力", en: "Pressure" }, message: { zh: "压力", en: "Pressure" }, select: { tags: [ids[0]!] }, per: "tag", aliases: { b: { tags: [ids[1]!] }, c: { tags: [ids[2]!] } }, limits,
    condition: conditionOf(rule, (name) => ({ value: name === 0 ? [] : [names[name]!] }), (name) => ({ limit: [names[name]!] })), priority: "P3", actions: [],
  };
}

const rules = Array.from({ length: size.rules }, (_, rule) => ({ rule: ruleOf(rule), tags: names.map((name) => tagOf(`${rule}-${name}`)) }));
const heap = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

type Plan = ProcessPlan;

const planOf = (rule: number, shapes: Shapes | undefined): Plan => compileRule(rules[rule]!.rule, rules[rule]!.tags, undefined, shapes).plans[0]!;
const plansOf = (shapes: Shapes | undefined): Plan[] => rules.map((_, rule) => planOf(rule, shapes));

/** Bytes a rule that stay on the heap with what `keep` keeps of each plan. */
function bytesOf(shapes: Shapes | undefined, keep: (plan: Plan) => object): number {
  const before = heap();
  const kept = rules.map((_, rule) => keep(planOf(rule, shapes)));
  const bytes = (heap() - before) / kept.length;
  return bytes;
}

interface Side {
  readonly name: string;
  readonly found: number[]; // evaluations a CPU second of each round
  readonly load: (round: number) => void;
  readonly sweep: () => number; // hits
}

/** As the engine judges: the verdict of a plan in a context. Rule n meets input n of `count`, then they come again. */
function ourSide(name: string, plans: readonly Plan[], count: number): Side {
  const contexts = plans.slice(0, count).map((plan) => ({ ...freshContext(plan), t: now }));
  const load = (round: number): void => contexts.forEach((ctx, input) => ctx.inputs.forEach((one, at) => { one.now = sampleOf(valueOf(input, at, round)); }));
  const sweep = (): number => {
    let hits = 0;
    for (let n = 0; n < plans.length; n += 1) if (verdict(plans[n]!.raise, contexts[n % count]!, "raise") === true) hits += 1;
    return hits;
  };
  return { name, found: [], sweep, load };
}

function sampleOf(v: number | null): readonly Sample[] {
  return v === null ? [] : [{ ts: now, v, q: 0, rx: now, flags: 0 }];
}

function peerSide(count: number): Side {
  let data: readonly object[] = [];
  const sweep = (): number => {
    let hits = 0;
    for (let n = 0; n < peerRules.length; n += 1) if (jsonLogic.apply(peerRules[n], data[n % count]) === true) hits += 1;
    return hits;
  };
  return { name: "json-logic-js", found: [], sweep, load: (round) => { data = peerDataOf(count, round); } };
}

/** Sweeps of every side over all rules, in turn; a round is a figure only if all found the same hits. */
function runSides(sides: readonly Side[]): void {
  for (let round = 0; round < size.warmUp + size.rounds; round += 1) {
    const hits = sides.map((side) => {
      side.load(round);
      globalThis.gc?.();
      const before = process.cpuUsage();
      let found = 0;
      for (let n = 0; n < size.sweeps; n += 1) found += side.sweep();
      const { user, system } = process.cpuUsage(before);
      if (round >= size.warmUp) side.found.push((size.rules * size.sweeps) / ((user + system) / 1e6));
      return found;
    });
    if (hits.some((one) => one !== hits[0]) || hits[0] === 0) throw new Error(`P2: hits differ (${hits.join(", ")}); there is no figure`);
  }
}

/** P2: a rule base swept as a plant of many rules is, each rule rarely: the cost of a rule that is cold. */
export function benchRuleBase(): { readonly lines: readonly string[]; readonly holds: boolean } {
  const shapes = new Shapes(functionMaker);
  plansOf(shapes); // the functions of the shapes are there once for all rules
  const bytes = { judges: bytesOf(shapes, ({ raise, clear }) => ({ raise, clear })), plan: bytesOf(shapes, (plan) => plan), closures: bytesOf(undefined, ({ raise, clear }) => ({ raise, clear })) };
  if (shapes.size !== size.shapes) throw new Error(`P2: ${shapes.size} shapes; there is no figure`);
  const [generated, plain] = [plansOf(shapes), plansOf(undefined)];
  const [ours, closures, peer] = [ourSide("generated, one function a shape", generated, size.inputs), ourSide("closures", plain, size.inputs), peerSide(size.inputs)];
  runSides([ours, peer]);
  const [ownOurs, ownPeer] = [ourSide("generated, each rule with its own inputs", generated, size.rules), peerSide(size.rules)];
  runSides([ownOurs, ownPeer]);
  runSides([closures]); // last: a server that generates runs none beside them
  const unit = "evaluations/cpu-s";
  const rates = [ours, closures, peer, ownOurs, ownPeer].map(({ name, found }): Rates => ({ name, unit, rounds: found }));
  const verdicts = [
    atMost("P2 ns of CPU an evaluation", 1e9 / median(ours.found), 150),
    atMost("P2 bytes a rule, both conditions", bytes.judges, 500),
    ratio("P2 against json-logic-js", rates[0]!, rates[2]!, 6),
  ];
  return {
    lines: [...rates.map(line), `  shown: closures keep ${Math.round(bytes.closures)} bytes a rule; the whole plan of a generated one, inputs and times included, ${Math.round(bytes.plan)}`, shownRatio("generated against closures", rates[0]!, rates[1]!), shownRatio("against json-logic-js, each rule with its own inputs", rates[3]!, rates[4]!), ...verdicts.map((one) => one.text)],
    holds: verdicts.every((one) => one.holds),
  };
}
