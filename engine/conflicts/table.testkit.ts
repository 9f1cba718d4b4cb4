import type { ConflictRow } from "../model/conflict.ts";
import type { FormDefinition } from "../model/form.ts";
import type { Limit } from "../model/limit.ts";
import { nowhere, type Spot, type Work } from "./work.ts";

const metres = (value: number): Limit => ({ value, unit: "m", op: ">", sourceStd: "GB 30871", edition: "2022", confidence: "read" });

/** A row of a table for tests. */
export function tableRow(id: string, a: string, b: string, relation: ConflictRow["relation"], clause = "5.2.9"): ConflictRow {
  return { id, title: { zh: id, en: id }, a, b, relation, source: { std: "GB 30871", edition: "2022", clause, confidence: "read" } };
}

const title = (xid: string): object => ({ "x-id": xid, "x-title": { zh: xid, en: xid } });

/** Catalogue 4.2 in small, each relation once or twice, on a form that declares work. */
export const tableForm: FormDefinition = {
  id: "f", revision: 1, title: { zh: "表", en: "Form" }, ui: { sections: [] }, logic: [],
  schema: {
    type: "object",
    properties: {
      what: { ...title("what"), "x-kind": "choices", type: "array", items: { type: "string", enum: ["venting", "sampling"] } },
      place: { ...title("place"), "x-kind": "place", type: "object" },
      from: { ...title("from"), "x-kind": "date-time", type: "string", format: "date-time" },
      to: { ...title("to"), "x-kind": "date-time", type: "string", format: "date-time" },
      dike: { ...title("dike"), "x-kind": "text", type: "string", maxLength: 100 },
      height: { ...title("height"), "x-kind": "number", type: "number" },
      inDike: { ...title("inDike"), "x-kind": "boolean", type: "boolean" },
    },
  },
  limits: { vent: metres(30), solvent: metres(10), fall: metres(6), double: metres(24) },
  conflicts: [
    tableRow("vent", "hot-work", "venting", { within: "vent" }),
    tableRow("solvent", "hot-work", "solvent", { within: "solvent", column: true }),
    tableRow("dike", "hot-work-in-dike", "sampling", { sameKey: "dike" }, "5.2.8"),
    tableRow("pipe", "blind-plate", "blind-plate", { sameKey: "pipe" }, "7.10"),
    tableRow("fall", "work-at-height", "*", { below: "fall", double: "double" }, "8.2.8"),
    tableRow("boom", "lifting", "*", { inReach: true }, "9.2.12"),
  ],
  work: [
    { kind: { field: "what" }, place: "place", from: "from", to: "to", keys: { dike: { var: "dike" } } },
    { kind: "hot-work-in-dike", when: { "===": [{ var: "inDike" }, true] }, place: "place", from: "from", to: "to", keys: { dike: { var: "dike" } }, heightM: { var: "height" } },
  ],
};

let made = 0;

/** A work of a ticket of its own, at the origin from 0 to 100. */
export function work(kind: string, more: Partial<Work> = {}): Work {
  made += 1;
  return { ticket: `t${made}`, number: `N-${made}`, kind, from: 0, to: 100, spot: at(0, 0), reachM: null, layers: null, keys: {}, linked: [], ...more };
}

/** A spot on the site's axes. */
export function at(x: number, y: number, z: number | null = null): Spot {
  return { ...nowhere, x, y, z };
}
