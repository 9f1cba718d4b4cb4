import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { flowSchema } from "./flowSchema.ts";
import { formSchema } from "./formSchema.ts";
import { ruleSchema } from "./ruleSchema.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const kinds = { forms: formSchema, flows: flowSchema, rules: ruleSchema };

describe.each(Object.entries(kinds))("the published schema of %s", (kind, schema) => {
  const folder = `templates/safeloop-core/${kind}`;
  const judge = ajv.compile(schema);
  const shipped = readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Record<string, unknown>] as const);

  it.each(shipped)("accepts %s", (_file, definition) => {
    judge(definition);
    expect(judge.errors ?? []).toEqual([]);
  });

  it("refuses a member nobody knows, a missing title and a wrong kind", () => {
    const [, first] = shipped[0] ?? [];
    const { title: _title, ...untitled } = first ?? {};
    for (const wrong of [{ ...first, surprise: 1 }, untitled, { ...first, id: 5 }]) expect(judge(wrong)).toBe(false);
  });
});
