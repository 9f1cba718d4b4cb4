import type { FormDefinition, JsonObject } from "@safeloop/engine";

/** Kinds in the mixture of a permit: two of three are typed. */
const kindOf = (k: number): "text" | "number" | "choice" => (k % 3 === 0 ? "text" : k % 3 === 1 ? "number" : "choice");
const perSection = 20;

function property(k: number): JsonObject {
  const base = { title: `字段 ${k}`, "x-id": `f${k}`, "x-title": { zh: `字段 ${k}`, en: `Field ${k}` } };
  if (kindOf(k) === "text") return { ...base, type: "string", maxLength: 80, "x-kind": "text" };
  if (kindOf(k) === "number") return { ...base, type: "number", minimum: 0, maximum: 1000, "x-kind": "number" };
  return { ...base, type: "string", enum: ["low", "medium", "high"], "x-kind": "choice", "x-enum": { low: { zh: "低", en: "Low" }, medium: { zh: "中", en: "Medium" }, high: { zh: "高", en: "High" } } };
}

/** How many fields the address asks for: `?fields=500`. */
export const asked = Number(new URLSearchParams(location.search).get("fields") ?? 200);

const properties = Object.fromEntries(Array.from({ length: asked }, (_, k) => [`k${k}`, property(k)]));
const required = Array.from({ length: asked }, (_, k) => `k${k}`).filter((_, k) => k % 4 === 0);

/** The schema as a stock form takes it. */
export const schema: JsonObject = { type: "object", properties, required };

/** The same as a form of ours, twenty fields a section; every tenth field shows when the one before is answered. */
export const form: FormDefinition = {
  id: "many-fields", revision: 1, title: { zh: "很多字段", en: "Many fields" }, schema,
  ui: { sections: Array.from({ length: Math.ceil(asked / perSection) }, (_, s) => ({ id: `s${s}`, title: { zh: `第 ${s + 1} 节`, en: `Section ${s + 1}` }, fields: Array.from({ length: Math.min(perSection, asked - s * perSection) }, (__, k) => `f${s * perSection + k}`) })) },
  logic: Array.from({ length: Math.floor(asked / 10) }, (_, n) => ({ target: `f${n * 10 + 9}`, effect: "require" as const, when: { "!!": [{ var: `f${n * 10 + 8}` }] } })),
};
