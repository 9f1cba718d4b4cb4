import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../model/json.ts";
import { answersByXid } from "./answers.ts";
import { formOf } from "./compiledForm.ts";
import { exportSchema, importSchema } from "./exportSchema.ts";
import { goodData, hotWorkForm } from "./hotWorkForm.testkit.ts";
import { moveDraft } from "./moveDraft.ts";

describe("moving a draft to a newer revision", () => {
  const answers = answersByXid(formOf(hotWorkForm()), goodData);

  it("keeps every answer when a label and a key change", () => {
    const old = hotWorkForm();
    const { worker, ...others } = old.schema["properties"] as { readonly [key: string]: JsonObject };
    const renamed = formOf({ ...old, schema: { ...old.schema, properties: { ...others, welder: worker ?? {} } } });
    expect(moveDraft(renamed, answers)).toEqual({ answers, unfit: [] });
  });

  it("lists and keeps what no longer fits", () => {
    const old = hotWorkForm();
    const { worker: _gone, gas: _gas, ...others } = old.schema["properties"] as { readonly [key: string]: JsonObject };
    const changed = formOf({ ...old, logic: [], schema: { ...old.schema, properties: { ...others, outdoors: { "x-id": "outdoor", type: "string" } } } });
    const moved = moveDraft(changed, answers);
    expect(moved.unfit.map(({ xid, reason }) => [xid, reason])).toEqual([["outdoor", "valueRefused"], ["worker", "fieldGone"], ["gasTests", "fieldGone"]]);
    expect({ ...moved.answers, ...Object.fromEntries(moved.unfit.map((one) => [one.xid, one.value])) }).toEqual(answers);
  });

  it("sees a row member that is gone", () => {
    expect(moveDraft(formOf(hotWorkForm()), { gasTests: [{ volPct: 1, gone: 2 }] }).unfit).toMatchObject([{ xid: "gasTests", reason: "valueRefused" }]);
  });
});

describe("the schema for others", () => {
  it("is taken by a strict validator, and its x-ids come back", () => {
    const exported = exportSchema(hotWorkForm().schema, "en");
    expect(JSON.stringify(exported)).not.toContain("\"x-");
    const ajv = new Ajv2020({ formats: { "date-time": true }, logger: false });
    const judge = ajv.compile(exported);
    expect(judge({ "级别": "level1", outdoors: false, wind: 3, worker: "w1" })).toBe(true);
    expect(judge({ "级别": "level1", outdoors: false, wind: 3, worker: "w1", plan: 5 })).toBe(false);
    expect(() => new Ajv2020({ logger: false }).compile(hotWorkForm().schema)).toThrow("unknown keyword");
    const back = importSchema(exported)["properties"] as { readonly [key: string]: { readonly "x-id": string } };
    expect(Object.values(back).map((one) => one["x-id"])).toEqual(formOf(hotWorkForm()).roots.map((field) => field.xid));
  });
});
