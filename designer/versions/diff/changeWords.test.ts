import type { conditionWords, ConditionNames, Words } from "@safeloop/web";
import type { AlertRule, Definition, DefinitionKind, FlowDefinition, FormDefinition, JsonLogic } from "@safeloop/engine";
import fc from "fast-check";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Translate } from "../../i18n/translate.ts";
import { compare, keysOf } from "./changeList.ts";
import { linesOf, type Line } from "./changeWords.ts";
import { applied, definitionFrom, operationsBetween } from "./definitionTree.ts";
import { namingOf } from "./naming.ts";
import { edits, formOf, shipped, shippedOne, withEdits } from "./shipped.testkit.ts";

const files = import.meta.glob<{ readonly default: Words }>(["../../i18n/*.{zh,en}.ts", "../../../runtime/web/i18n/conditions.{zh,en}.ts"], { eager: true });
// By its file: the door of the daily app opens all its screens, which a test without a browser cannot load.
const speaker = import.meta.glob<{ readonly conditionWords: typeof conditionWords }>("../../../runtime/web/conditions/conditionWords.ts", { eager: true });
const pairs = fc.tuple(fc.constantFrom(...shipped), edits).map(([{ kind, definition }, list]) => ({ kind, before: definition, after: withEdits(definition, list) }));

/** Without lists and objects that hold nothing: whether the last one went, or its holder too, is one. */
function filled(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(filled);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one)]).filter(([, one]) => typeof one !== "object" || one === null || Object.keys(one).length > 0));
}

describe("what changed between two versions", () => {
  let say: (kind: DefinitionKind, before: Definition, after: Definition, locale?: "zh-CN" | "en") => readonly Line[];
  beforeAll(async () => {
    const i18n = i18next.createInstance();
    const half = (language: "zh" | "en"): object => Object.fromEntries(Object.entries(files).filter(([file]) => file.endsWith(`.${language}.ts`)).map(([file, words]) => [file.split("/").at(-1)?.split(".")[0], words.default]));
    await i18n.init({ lng: "zh-CN", nsSeparator: ":", ns: Object.keys(half("zh")), resources: { "zh-CN": half("zh"), en: half("en") } as never, interpolation: { escapeValue: false } });
    say = (kind, before, after, locale = "zh-CN") => {
      const t = i18n.getFixedT(locale, "changes") as unknown as Translate;
      return linesOf(compare(kind, before, after), namingOf({ locale, t, designer: i18n.getFixedT(locale, "designer"), form: formOf(kind, after), speak: (logic: JsonLogic, names: ConditionNames) => Object.values(speaker)[0]?.conditionWords(logic, names, i18n.getFixedT(locale, "conditions")), role: () => "角色", person: () => "某人" }));
    };
  });
  const told = (lines: readonly Line[]): string[] => lines.map((line) => line.sentence);

  it("is told once each, and together the lines make the one version of the other", () => {
    fc.assert(fc.property(pairs, ({ kind, before, after }) => {
      const { before: old, after: next, changes } = compare(kind, before, after);
      if (changes.some((one) => one.what === "json")) return;
      const ops = changes.flatMap((one) => one.ops);
      expect(changes.flatMap(keysOf).sort()).toEqual([...new Set(changes.flatMap(keysOf))].sort());
      expect(ops).toHaveLength(operationsBetween(old, next).length);
      expect(filled(definitionFrom(kind, applied(old, ops).tree, 0))).toEqual(filled({ ...after, revision: 0 }));
    }), { numRuns: 300 });
  });

  it("is nothing for the same definition, whatever revision it bears", () => {
    for (const { kind, definition } of shipped) expect(say(kind, definition, { ...definition, revision: 7 })).toEqual([]);
  });

  it("shows no id, path or JSON in a sentence that has words, in either language", () => {
    let [all, raw] = [0, 0];
    fc.assert(fc.property(pairs, fc.constantFrom("zh-CN" as const, "en" as const), ({ kind, before, after }, locale) => {
      for (const line of say(kind, before, after, locale)) {
        all += 1;
        if (line.isRaw) raw += 1;
        else expect(line.sentence.replace(/\{\w+\}/g, ""), JSON.stringify(line.change)).not.toMatch(/[{}"~]|\[["{\d]|#|\w:\w|\b[a-z]+-[a-z]+\d|undefined|changes\.|\b(prop|value|kind|name)\.[a-z]/);
        expect(line.sentence).not.toBe("");
      }
    }), { numRuns: 400 });
    console.log(`${all} changes, ${raw} without words of their own`);
    expect(raw / all).toBeLessThan(0.4); // random edits also hit what nobody edits by hand
  });

  it("puts what a safety officer changes into sentences", () => {
    const before = shippedOne<FormDefinition>("forms", "hazard-report-snap");
    const properties = Object.entries(before.schema["properties"] as { [key: string]: { "x-id": string; "x-title": { zh: string; en: string } } });
    const required = before.schema["required"] as string[];
    const [key = "", one] = properties.find(([name]) => !required.includes(name)) ?? [];
    const [section] = before.ui.sections;
    const wind = { type: "number", "x-id": "f-wind", "x-kind": "number", "x-title": { zh: "风力", en: "Wind" }, "x-unit": "" };
    const after = {
      ...before, schema: { ...before.schema, required: [...required, key], properties: { ...Object.fromEntries(properties), wind } },
      ui: { ...before.ui, sections: before.ui.sections.map((each) => (each === section ? { ...each, fields: [...each.fields, "f-wind"] } : each)) },
    } as unknown as FormDefinition;
    expect(told(say("forms", before, after))).toEqual(expect.arrayContaining([`将“${one?.["x-title"].zh}”改为必填`, `新增字段“风力”（数字）到“${section?.title.zh}”`]));
  });

  it("tells who approves, and what a limit is now", () => {
    const flow = shippedOne<FlowDefinition>("flows", "hazard-report-snap");
    const step = flow.nodes.find((node) => "candidates" in node);
    const nodes = flow.nodes.map((node) => (node === step ? { ...node, candidates: [{ kind: "initiator" }] } : node)) as FlowDefinition["nodes"];
    expect(told(say("flows", flow, { ...flow, nodes }))).toEqual([expect.stringMatching(new RegExp(`^环节“${step?.title.zh}”的审批人由 .+ 改为 发起人$`))]);
    const rule = shippedOne<AlertRule>("rules", "combustible-level1");
    const [id = "", limit] = Object.entries(rule.limits)[0] ?? [];
    const lines = say("rules", rule, { ...rule, limits: { ...rule.limits, [id]: { ...limit, value: 20 } } } as AlertRule);
    expect(told(lines)).toEqual([`限值“上限（GB/T 50493）”由 ≥ ${limit?.value} %LEL 改为 ≥ 20 %LEL`]);
  });
});
