import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkFlow } from "../checkFlow.ts";
import type { IdiomCase, Step } from "./case.testkit.ts";
import { idiomForm } from "./cast.testkit.ts";
import { drawFlow } from "./draw.testkit.ts";
import { readIdiomCases } from "./readCases.testkit.ts";
import { looked, PlayedCase } from "./runCase.testkit.ts";

const idioms = readIdiomCases();
const all = idioms.flatMap((one) => one.cases);

describe.each(idioms.map((one) => [`${one.idiom.zh} (${one.idiom.en})`, one.cases] as const))("%s", (_, cases) => {
  it.each(cases.map((one) => [`${one.id}: ${one.title.en}`, one] as const))("%s", (_name, given) => playAll(given));
});

describe("the cases as a whole", () => {
  it("are twelve or more for each of the 21 idioms of the guide, each case with an id and titles of its own", () => {
    const guide = readFileSync(join(import.meta.dirname, "../../../docs/guide/flow-idioms.md"), "utf8");
    const headings = [...guide.matchAll(/^## \d+\. (.+)$/gm)].map((one) => one[1] ?? "");
    expect(headings).toHaveLength(21);
    expect(idioms.map((one) => `${one.idiom.zh} ${one.idiom.en}`).sort()).toEqual([...headings].sort());
    expect(idioms.filter((one) => one.cases.length < 12).map((one) => one.idiom.id)).toEqual([]);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
    for (const { cases } of idioms) expect([new Set(cases.map((one) => one.title.zh)).size, new Set(cases.map((one) => one.title.en)).size]).toEqual([cases.length, cases.length]);
  });

  it("differ in substance: no two have the same drawing, people away and steps", () => {
    expect(new Set(all.map(({ flow, absences, answers, steps }) => JSON.stringify([flow, absences, answers, steps]))).size).toBe(all.length);
  });

  it("run flows that could be published", () => {
    const wrong = all.flatMap((one) => checkFlow(drawFlow(one.flow), { form: idiomForm }).filter((found) => found.severity === "error").map((found) => `${one.id}: ${found.code} ${found.path}`));
    expect(wrong).toEqual([]);
  });

  it("are playable through the server but for a few, which say why", () => {
    const left = all.filter((one) => one.engineOnly !== undefined);
    expect(left.length).toBeLessThanOrEqual(all.length * 0.05);
    expect(left.filter((one) => (one.engineOnly ?? "").length < 20)).toEqual([]);
  });
});

/** Plays a case and holds every step, and the end, to what it says. */
function playAll(given: IdiomCase): void {
  const played = new PlayedCase(given);
  expect(played.run.last.issues.filter((one) => one.severity === "error")).toEqual([]);
  for (const [i, step] of given.steps.entries()) holds(played, step, `step ${i + 1}: ${JSON.stringify(step)}`);
  const { found, wanted } = looked(given.expect, played.picture, played.run.answers);
  expect(found).toEqual(wanted);
  expect(played.picture.outcome).toBe(given.expect.outcome ?? null);
}

function holds(played: PlayedCase, step: Step, where: string): void {
  const seen = played.play(step);
  const { expect: codes = [], told, targets, open, seats }: { expect?: readonly string[]; told?: readonly string[]; targets?: readonly string[]; open?: readonly string[]; seats?: { readonly [visit: string]: string } } = step;
  expect(seen.codes, where).toEqual(codes);
  if (told) expect(seen.told, where).toEqual([...told].sort());
  if (targets) expect(seen.targets, where).toEqual(targets);
  const { found, wanted } = looked({ ...(open ? { open } : {}), ...(seats ? { seats } : {}) }, played.picture, played.run.answers);
  expect(found, where).toEqual(wanted);
}
