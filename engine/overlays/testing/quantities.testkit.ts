import { jsonEqual } from "../../logic/index.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import type { Strictness } from "../../strictness/strictness.ts";

/** Just enough order for tests with real packs: quantities of one unit and numbers, smaller is stricter; `true` is stricter than nothing; `and` of two expressions. */
const amount = (value: JsonValue): number | undefined => (typeof value === "number" ? value : isObject(value) && typeof value["value"] === "string" ? Number(value["value"]) : value === true ? 0 : value === null || value === false ? 1 : undefined);
const unitOf = (value: JsonValue): string => (isObject(value) ? String(value["unit"]) : "");

export const plain: Strictness = {
  compare: (at, upper, local) => {
    if (jsonEqual(upper, local)) return { is: "equal" };
    if (at.prop === "candidates") return { is: at.element["mode"] === "all" ? "tighter" : "looser", witness: { mode: at.element["mode"] ?? null } };
    const [before, after] = [amount(upper), amount(local)];
    if (before === undefined || after === undefined) return at.prop === "expr" ? { is: "undecided", offer: "additionalCheck" } : { is: "incomparable" };
    if (unitOf(upper) !== unitOf(local)) return { is: "incomparable" };
    return { is: after < before ? "tighter" : "looser", ...(after < before ? {} : { witness: { value: local } }) };
  },
  meet: (at, upper, local) => {
    const verdict = plain.compare(at, upper, local).is;
    if (at.prop === "expr") return { ok: true, value: { and: [upper, local] }, by: "both" };
    if (verdict === "incomparable" || verdict === "undecided") return { ok: false, code: "INCOMPARABLE" };
    return verdict === "tighter" ? { ok: true, value: local, by: "local" } : { ok: true, value: upper, by: "upper" };
  },
};

