import type { FormDefinition, JsonObject } from "@safeloop/engine";

const count = 60;
const kindOf = (k: number): "text" | "number" | "choice" => (k % 3 === 0 ? "text" : k % 3 === 1 ? "number" : "choice");

function property(k: number): JsonObject {
  const base = { "x-id": `f${k}`, "x-title": { zh: `字段 ${k}`, en: `Field ${k}` } };
  if (kindOf(k) === "text") return { ...base, type: "string", minLength: 1, maxLength: 80, "x-kind": "text" };
  if (kindOf(k) === "number") return { ...base, type: "number", minimum: 0, maximum: 1000, "x-kind": "number" };
  return { ...base, type: "string", enum: ["low", "medium", "high"], "x-kind": "choice", "x-enum": { low: { zh: "低", en: "Low" }, medium: { zh: "中", en: "Medium" }, high: { zh: "高", en: "High" } } };
}

/** A form of 60 fields of three kinds, all required, without a flow: the submission of performance page P7. */
export const sixtyFields: FormDefinition = {
  id: "sixty-fields",
  revision: 1,
  title: { zh: "六十个字段", en: "Sixty fields" },
  schema: {
    type: "object",
    properties: Object.fromEntries(Array.from({ length: count }, (_, k) => [`k${k}`, property(k)])),
    required: Array.from({ length: count }, (_, k) => `k${k}`),
  },
  ui: { sections: [{ id: "main", title: { zh: "全部", en: "All" }, fields: Array.from({ length: count }, (_, k) => `f${k}`) }] },
  logic: [],
  listFields: ["f0", "f1"],
};

/** Valid data for it; `n` makes documents differ. */
export function sixtyAnswers(n: number): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_, k) => [`k${k}`, kindOf(k) === "text" ? `阀门检查 ${n} ${k}` : kindOf(k) === "number" ? (n * 7 + k) % 1000 : (["low", "medium", "high"][(n + k) % 3] ?? "low")]),
  );
}

/** The same with one field wrong. */
export function wrongAnswers(n: number): JsonObject {
  return { ...sixtyAnswers(n), [`k${1 + 3 * (n % 20)}`]: "not a number" };
}
