import { line, ratio, type Rates } from "./figures.ts";
import { idealJudge, jsonLogicJudge, rxJudge, type Judge } from "./stream/judges.ts";
import { NodeRed, type NodeRedRound } from "./stream/nodeRed.ts";
import { freshEngine, judgePass, judgeText, readingsOfPass } from "./stream/ours.ts";
import { passOf, size, textOf, Transitions, valueOf } from "./stream/workload.ts";

const warmUp = 10; // passes until the code is compiled; checked, not counted
const rounds = 6;
const values = Array.from({ length: size.seconds }, (_, second) => Float64Array.from({ length: size.tags }, (_unused, tag) => valueOf(tag, second)));

interface Side {
  readonly name: string;
  readonly rounds: number[];
  readonly judge: (pass: number, out: Transitions) => void;
}

function timed(work: () => void): number {
  globalThis.gc?.();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return readingsOfPass / ((user + system) / 1e6);
}

function sideOf(name: string, judge: Judge): Side {
  return { name, rounds: [], judge: (pass, out) => judge(pass, values, out) };
}

/** Every side judges the same passes, one after the other; each pass is a figure only if all found the same transitions. */
function runSides(what: string, sides: readonly Side[], oracle: Judge, prepare: (pass: number) => void): void {
  for (let pass = 0; pass < warmUp + rounds; pass += 1) {
    const truth = new Transitions();
    oracle(pass, values, truth);
    prepare(pass);
    for (const side of sides) {
      const out = new Transitions();
      const rate = timed(() => side.judge(pass, out));
      if (out.count !== truth.count || out.sum !== truth.sum || out.count === 0) throw new Error(`${what}: ${side.name} found ${out.count} transitions, ${truth.count} are true; there is no figure`);
      if (pass >= warmUp) side.rounds.push(rate);
    }
  }
}

async function nodeRedRates(): Promise<Rates> {
  const red = new NodeRed();
  const found: number[] = [];
  const oracle = idealJudge();
  for (let pass = 0; pass < 4; pass += 1) {
    const truth = new Transitions();
    oracle(pass, values, truth);
    const round = await red.ask<NodeRedRound>(pass);
    if (round.count !== truth.count || round.sum !== truth.sum) throw new Error(`P3: Node-RED found ${round.count} transitions, ${truth.count} are true; there is no figure`);
    if (pass > 0) found.push(round.readingsPerCpuS);
  }
  red.stop();
  return { name: "Node-RED, three function nodes", unit: "readings/cpu-s", rounds: found };
}

const unit = "readings/cpu-s";
const ratesOf = ({ name, rounds: found }: Side): Rates => ({ name, unit, rounds: found });

function atLeast(what: string, rates: Rates, goal: number): { readonly text: string; readonly holds: boolean } {
  return ratio(what, rates, { name: "", unit, rounds: [1] }, goal);
}

/** P3: a stream of 2,800 points at 4,200 rules with deadband, on- and off-delay, against what people use instead. */
export async function benchStream(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const engine = freshEngine();
  let batches = passOf(0);
  const ours: Side = { name: "alarm engine", rounds: [], judge: (pass, out) => judgePass(engine, pass, batches, out) };
  const [ideal, logic, rx] = [sideOf("typed columns, by hand (the limit)", idealJudge()), sideOf("json-logic-js, indexed by hand", jsonLogicJudge()), sideOf("RxJS, groupBy and scan", rxJudge())];
  runSides("P3", [ours, ideal, logic, rx], idealJudge(), (pass) => { batches = passOf(pass); });
  const red = await nodeRedRates();
  const verdicts = [
    atLeast("P3 readings a CPU second", ratesOf(ours), 3_000_000), ratio("P3 against json-logic-js", ratesOf(ours), ratesOf(logic), 2),
    ratio("P3 against RxJS", ratesOf(ours), ratesOf(rx), 15), ratio("P3 against Node-RED", ratesOf(ours), red, 80),
  ];
  return { lines: [...[ours, ideal, logic, rx].map((side) => line(ratesOf(side))), line(red), ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
}

/** P4: the same stream as text, a JSON array a second; parsed, brought into unit and quality, judged. */
export async function benchText(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const engine = freshEngine();
  const oracle = idealJudge();
  const bare = idealJudge();
  let texts = textOf(0);
  const ours: Side = { name: "alarm engine from text", rounds: [], judge: (pass, out) => judgeText(engine, pass, texts, out) };
  const limit: Side = { name: "JSON.parse and typed columns (the limit)", rounds: [], judge: (pass, out) => bare(pass, parsed(texts), out) };
  runSides("P4", [ours, limit], oracle, (pass) => { texts = textOf(pass); });
  const verdicts = [atLeast("P4 readings a CPU second", ratesOf(ours), 1_000_000), ratio("P4 against the limit", ratesOf(ours), ratesOf(limit), 0.45)];
  return { lines: [line(ratesOf(ours)), line(ratesOf(limit)), ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
}

const numberOf = new Map(Array.from({ length: size.tags }, (_, n) => [`PT-${String(n).padStart(4, "0")}`, n]));

function parsed(texts: readonly string[]): Float64Array[] {
  return texts.map((text) => {
    const row = new Float64Array(size.tags);
    for (const { tagId, value } of JSON.parse(text) as readonly { readonly tagId: string; readonly value: number }[]) row[numberOf.get(tagId)!] = value;
    return row;
  });
}
