import { compileLogic, defaultBudget, isUnknown, Shapes, type JsonLogic, type JsonValue } from "@safeloop/engine";
import jsonLogic from "json-logic-js";
import { functionMaker } from "../runtime/server/shapes/shapes.ts";
import { line, median, ratio, shownRatio, type Rates } from "./figures.ts";

interface Case {
  readonly name: string;
  readonly logic: JsonLogic;
  /** The same by hand, as a generator without missing values, budget or own-property look-up would write it. */
  readonly hand: string;
}

const plants = Array.from({ length: 20 }, (_, n) => `PL-${n}`);

/** The five shapes of performance.md 1. */
const cases: readonly Case[] = [
  { name: "threshold", logic: { ">": [{ var: "value" }, 25] }, hand: "d.value > 25" },
  {
    name: "and/or + missing", hand: "d.gas != null && d.gas !== '' && d.wind != null && d.wind !== '' && (d.gas >= 10 && (d.wind < 0.5 || d.people > 3))",
    logic: { and: [{ "!": [{ missing: ["gas", "wind"] }] }, { ">=": [{ var: "gas" }, 10] }, { or: [{ "<": [{ var: "wind" }, 0.5] }, { ">": [{ var: "people" }, 3] }] }] },
  },
  { name: "map + some of 8", logic: { some: [{ map: [{ var: "points" }, { "*": [{ var: "v" }, 1.2] }] }, { ">": [{ var: "" }, 100] }] }, hand: "d.points.map((one) => one.v * 1.2).some((one) => one > 100)" },
  { name: "arithmetic", logic: { ">": [{ "/": [{ "-": [{ "*": [{ var: "flow" }, 1.8] }, { var: "loss" }] }, { "+": [{ var: "base" }, 7] }] }, 1.5] }, hand: "(d.flow * 1.8 - d.loss) / (d.base + 7) > 1.5" },
  { name: "in-list (20)", logic: { in: [{ var: "plant" }, plants] }, hand: "list.includes(d.plant)" },
];

const inputs: readonly { readonly [name: string]: JsonValue }[] = Array.from({ length: 512 }, (_, n) => ({
  value: ((n * 7919) % 500) / 10, ...(n % 16 === 0 ? {} : { gas: ((n * 31) % 300) / 10 }), wind: n % 16 === 8 ? null : ((n * 17) % 40) / 10, people: n % 7,
  points: Array.from({ length: 8 }, (_unused, k) => ({ v: ((n * 131 + k * 977) % 900) / 10 })), flow: (n * 13) % 97, loss: (n * 7) % 31, base: (n * 3) % 50, plant: `PL-${(n * 5) % 41}`,
}));

type Judge = (data: JsonValue) => unknown;
const size = { warmUp: 3, rounds: 6, ms: 60 } as const;

/** Evaluations a CPU second over all inputs, for about as long as asked. */
function rateOf(judge: Judge, loops: number): number {
  const before = process.cpuUsage();
  let hits = 0;
  for (let n = 0; n < loops; n += 1) for (const data of inputs) if (judge(data) === true) hits += 1;
  const { user, system } = process.cpuUsage(before);
  if (hits === 0) throw new Error("P1: nothing was true; there is no figure");
  return (loops * inputs.length) / ((user + system) / 1e6);
}

function loopsFor(judge: Judge): number {
  rateOf(judge, 20);
  return Math.max(4, Math.round((rateOf(judge, 20) / inputs.length) * (size.ms / 1000)));
}

/** What the server runs of forms and flows: three-valued, counted, generated from the shape. */
function oursOf(logic: JsonLogic): Judge {
  const compiled = compileLogic(logic, { mode: "kleene", budget: defaultBudget, shapes: new Shapes(functionMaker) });
  return (data) => compiled.run(data);
}

function sidesOf({ logic, hand }: Case): readonly Judge[] {
  const closures = compileLogic(logic, { mode: "kleene" });
  const byHand = functionMaker(["list", "d"], `return ${hand};`) as (list: readonly string[], data: JsonValue) => unknown;
  return [oursOf(logic), (data) => byHand(plants, data), (data) => jsonLogic.apply(logic, data), (data) => closures.run(data)];
}

/** One shape: all sides give the same on every input, then each in turn. */
function measure(one: Case): readonly Rates[] {
  const sides = sidesOf(one);
  for (const data of inputs) {
    const found = sides.map((judge) => judge(data)).map((worth) => (isUnknown(worth) ? "unknown" : worth));
    if (found.some((worth) => worth !== found[0])) throw new Error(`P1: ${one.name}: ${found.join(", ")} of ${JSON.stringify(data)}; there is no figure`);
  }
  const loops = sides.map(loopsFor);
  const rounds = sides.map((): number[] => []);
  for (let round = 0; round < size.warmUp + size.rounds; round += 1) sides.forEach((judge, at) => {
    const rate = rateOf(judge, loops[at]!);
    if (round >= size.warmUp) rounds[at]!.push(rate);
  });
  return ["generated", "JavaScript by hand, generated", "json-logic-js", "closures"].map((name, at) => ({ name: `${one.name}: ${name}`, unit: "evaluations/cpu-s", rounds: rounds[at]! }));
}

/** P1: one hot rule of each of five shapes, as forms and flows run it, against json-logic-js and JavaScript by hand. */
export function benchOneRule(): { readonly lines: readonly string[]; readonly holds: boolean } {
  const measured = cases.map(measure);
  const against = measured.map((rates, at) => ratio(`P1 ${cases[at]!.name} against json-logic-js`, rates[0]!, rates[2]!, 20));
  const product = measured.reduce((all, [ours, hand]) => all * (median(ours!.rounds) / median(hand!.rounds)), 1);
  const mean: Rates = { name: "", unit: "", rounds: [product ** (1 / cases.length)] };
  const verdicts = [...against, ratio("P1 against JavaScript by hand, geometric mean", mean, { name: "", unit: "", rounds: [1] }, 0.5)];
  const shown = measured.map((rates, at) => `${shownRatio(`${cases[at]!.name} against JavaScript by hand`, rates[0]!, rates[1]!)}, ${shownRatio("against closures", rates[0]!, rates[3]!).trim()}`);
  return { lines: [...measured.flat().map(line), ...shown, ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
}
