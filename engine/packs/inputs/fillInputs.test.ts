import { describe, expect, it } from "vitest";
import type { Pack } from "../../model/pack.ts";
import { packFromFiles } from "../source/packFromFiles.ts";
import { fillInputs, inputIssues, withSamples } from "./fillInputs.ts";
import type { PackInput } from "./packInput.ts";
import { answerFault } from "./selectors.ts";

const title = { zh: "参数", en: "Parameter" };
const input = (id: string, rest: Partial<PackInput>): PackInput => ({ id, title, selector: { text: {} }, ...rest });
function packOf(inputs: readonly PackInput[], rule: object): Pack {
  return packFromFiles([{ path: "pack.json", text: JSON.stringify({ id: "p", version: "1.0.0", templates: [], inputs }) }, { path: "rules/r.json", text: JSON.stringify(rule) }]).pack;
}
const inputs = [input("points", { selector: { tag: { multiple: true } }, sample: ["T-1"] }), input("high", { selector: { number: { min: 10, max: 25, unit: "%[LEL]" } }, default: 25 })];
const rule = { id: "r", select: { tags: { $input: "points" } }, limits: { H: { value: { $input: "high" } } }, odd: { $input: "x", more: 1 } };

describe("parameters of a pack", () => {
  it("stand in its definitions until they are answered", () => {
    const { pack, answers, issues } = fillInputs(packOf(inputs, rule), { points: ["GT-1", "GT-2"] });
    expect([issues, answers]).toEqual([[], { points: ["GT-1", "GT-2"], high: 25 }]);
    expect(pack.rules[0]).toEqual({ id: "r", select: { tags: ["GT-1", "GT-2"] }, limits: { H: { value: 25 } }, odd: { $input: "x", more: 1 } });
  });
  it("that are missing, out of range or unknown leave the pack unanswered, each with its name", () => {
    const asked = packOf(inputs, rule);
    const { pack, issues } = fillInputs(asked, { high: 26, low: 1 });
    expect(issues.map((one) => [one.code, one.params["id"]])).toEqual([["PACK_INPUT_MISSING", "points"], ["PACK_INPUT_BAD", "high"], ["PACK_INPUT_UNKNOWN", "low"]]);
    expect(pack).toBe(asked);
  });
  it("are checked with their defaults and samples", () => {
    expect(withSamples(packOf(inputs, rule)).pack.rules[0]).toMatchObject({ select: { tags: ["T-1"] } });
  });
  it("are refused when a place names none, an id comes twice, or a default does not fit", () => {
    expect(inputIssues(packOf(inputs, rule))).toEqual([]);
    const bad = [input("a", { default: "x" }), input("a", { default: "y" }), input("b", { selector: { number: { max: 1 } }, default: 2 }), input("c", { selector: { colour: {} } as object, default: "red" }), input("d", {})];
    expect(inputIssues(packOf(bad, { id: "r", v: { $input: "nobody" } })).map((one) => `${one.code} ${String(one.params["field"] ?? one.params["id"])} ${String(one.params["expected"] ?? "")}`)).toEqual([
      "PACK_SHAPE inputs/a another id", "PACK_SHAPE inputs/b −∞–1", "PACK_SHAPE inputs/c {text | number | boolean | choice | tag | area | role | duration}", "PACK_SHAPE inputs/c a known selector", "PACK_SHAPE inputs/d default | sample", "PACK_INPUT_UNKNOWN nobody ",
    ]);
  });
  it.each([
    [{ text: {} }, " ", false], [{ text: { maxLength: 3 } }, "abcd", false], [{ number: {} }, "5", false], [{ boolean: {} }, false, true], [{ choice: { options: [{ value: "a", label: title }] } }, "b", false],
    [{ tag: { multiple: true } }, ["a", "a"], false], [{ area: {} }, "area-1", true], [{ role: {} }, "", false], [{ duration: { max: "PT1H" } }, "PT61M", false], [{ duration: {} }, "PT30M", true], [{ duration: {} }, "half an hour", false],
  ] as const)("%j takes %j: %s", (selector, value, fits) => {
    expect(answerFault(selector, value as never) === undefined).toBe(fits);
  });
});
