import { withSamples } from "@safeloop/engine";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { shippedPacks } from "../scripts/loadPack.ts";
import { flowSchema } from "../engine/model/schemas/flowSchema.ts";
import { formSchema } from "../engine/model/schemas/formSchema.ts";
import { ruleSchema } from "../engine/model/schemas/ruleSchema.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const kinds = { forms: formSchema, flows: flowSchema, rules: ruleSchema };

describe.each(Object.entries(kinds))("the published schema of %s", (kind, schema) => {
  const judge = ajv.compile(schema);
  const shipped = shippedPacks().map((pack) => withSamples(pack).pack).flatMap((pack) => pack[kind as keyof typeof kinds].map((one) => [one.id, one as unknown as Record<string, unknown>] as const));

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
