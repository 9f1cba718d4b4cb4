import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { patternFaults, workflowPatterns } from "./workflowPatterns.testkit.ts";
import { playTrace } from "./playTrace.testkit.ts";

const isSupported = (id: number): boolean => (workflowPatterns.find((one) => one.id === id)?.examples.length ?? 0) > 0;

describe("the control-flow patterns", () => {
  it("have a verdict each, by number, with a sentence in both languages", () => {
    expect(workflowPatterns.map((one) => one.id)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1));
    expect(workflowPatterns.filter((one) => !/[\u4e00-\u9fff]/.test(one.how.zh) || one.how.en.length < 10).map((one) => one.name)).toEqual([]);
  });

  it("are supported but for six, whose refusal names what to use instead", () => {
    expect(workflowPatterns.filter((one) => !isSupported(one.id)).map((one) => one.id)).toEqual([8, 28, 31, 33, 41, 42]);
  });

  it.each(workflowPatterns.filter((one) => one.examples.length > 0))("$id $name: may happen what must, and nothing that must not", (pattern) => {
    expect(patternFaults(pattern)).toEqual([]);
  });
});

describe("a trace", () => {
  const [sequence] = workflowPatterns.flatMap((one) => one.examples);

  it("that names a node, person or command there is not is an error of the trace, no refusal", () => {
    for (const trace of ["a approve Q", "nobody approve A", "a bless A", "open Q:a", "wait soon"]) expect(() => sequence && playTrace(sequence, trace)).toThrow();
  });

  it("is judged: one turned round fails, and one that stops early is told", () => {
    const [example] = workflowPatterns.flatMap((one) => one.examples);
    if (!example) throw new Error("no example");
    const pattern = { id: 1, name: "p", how: { zh: "一", en: "one" } };
    expect(patternFaults({ ...pattern, examples: [{ ...example, must: example.mustNot, mustNot: example.must }] })).toHaveLength(example.must.length + example.mustNot.length);
    expect(patternFaults({ ...pattern, examples: [{ ...example, mustNot: ["b approve B; a approve A"] }] })).toEqual([expect.stringContaining("too early")]);
  });
});

describe("docs/guide/workflow-patterns.md", () => {
  const rows = readFileSync(join(import.meta.dirname, "../../../docs/guide/workflow-patterns.md"), "utf8").split("\n").filter((line) => /^\| \d+ \|/.test(line));

  it("says of each pattern what the tests say", () => {
    expect(rows).toEqual(workflowPatterns.map((one) => `| ${one.id} | ${one.name} | ${one.examples.length > 0 ? "是 yes" : "否 no"} | ${one.how.zh}。${one.how.en}${/[.]$/.test(one.how.en) ? "" : "."} |`));
  });
});
