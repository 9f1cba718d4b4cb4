import { readFileSync } from "node:fs";
import { join } from "node:path";
import { patternFaults, workflowPatterns as verdicts } from "../../engine/testing/index.ts";
import type { Suite } from "./suite.ts";

interface Listed {
  readonly id: number;
  readonly name: string;
}

/** Of the first twenty each must be supported or reasoned against; of all this many supported. */
const needed = 34;

function listedIn(folder: string): readonly Listed[] {
  const [, ...lines] = readFileSync(join(folder, "patterns.tsv"), "utf8").split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line) => line.split("\t")).map(([id = "", name = ""]) => ({ id: Number(id), name }));
}

/** What is wrong with our verdict on a pattern of the list. */
function faultsOf({ id, name }: Listed): readonly string[] {
  const ours = verdicts.find((one) => one.id === id);
  if (!ours) return [`${id} ${name}: no verdict`];
  if (ours.name !== name) return [`${id} ${name}: our ${id} is ${ours.name}`];
  return patternFaults(ours).map((fault) => `${id} ${fault}`);
}

/**
 * The control-flow patterns by number. A pattern passes when there is a verdict
 * on it and, where that is "supported", its flows can be published and allow
 * and refuse the traces they should.
 */
export const workflowPatterns: Suite = {
  name: "workflow-patterns",
  run(folder) {
    const listed = listedIn(folder);
    const judged = listed.map((one) => ({ ...one, faults: faultsOf(one) }));
    const good = judged.filter((one) => one.faults.length === 0);
    const drawn = good.filter((one) => verdicts.some((ours) => ours.id === one.id && ours.examples.length > 0));
    const not = good.filter((one) => !drawn.includes(one)).map((one) => `${one.id} ${one.name}`);
    const failures = [
      ...judged.flatMap((one) => one.faults),
      ...verdicts.filter((ours) => !listed.some((one) => one.id === ours.id)).map((ours) => `${ours.id} ${ours.name}: not in the list`),
      ...(drawn.length < needed ? [`only ${drawn.length} supported, ${needed} needed`] : []),
    ];
    return Promise.resolve({ passed: good.length, failures, figures: [`${drawn.length} of ${listed.length} supported`, `not supported, with what to use instead: ${not.join(", ")}`] });
  },
};
