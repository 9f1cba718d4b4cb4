import { issue, type Issue } from "../../issues/issue.ts";
import type { FormRule } from "../../model/form.ts";
import type { Confidence, Limit } from "../../model/limit.ts";
import type { Pack } from "../../model/pack.ts";

const confidences: readonly Confidence[] = ["read", "known", "project", "read-verify", "known-verify"];
const orders: readonly string[] = [">", ">=", "<", "<="];
/** Words that make a sentence a requirement. */
const lawWords = /必须|不得|应当|严禁|\b(must|shall)\b/i;

/** Every limit names its source and how sure it is; a doubtful source never sounds like law, nor binds an overlay. */
export function limitIssues(pack: Pack): Issue[] {
  const forms = pack.forms.flatMap((form) => [...limitsOf(`/forms/${form.id}`, form.limits ?? {}), ...form.logic.flatMap((rule) => wording(`/forms/${form.id}`, rule))]);
  return [...forms, ...pack.rules.flatMap((rule) => limitsOf(`/rules/${rule.id}`, rule.limits))];
}

function limitsOf(path: string, limits: { readonly [id: string]: Limit }): Issue[] {
  return Object.entries(limits).flatMap(([id, limit]) => faultsOf(limit).map((why) => issue("PACK_LIMIT_SOURCE", `${path}/limits/${id}`, { limit: id, why })));
}

function faultsOf(limit: Limit): string[] {
  const read = limit.confidence === "read";
  return [
    ...(Number.isFinite(limit.value) && limit.unit ? [] : ["value, unit"]),
    ...(limit.op !== undefined && orders.includes(limit.op) ? [] : ["op"]),
    ...(limit.sourceStd ? [] : ["sourceStd"]),
    ...(confidences.includes(limit.confidence) ? [] : ["confidence"]),
    ...(read && !limit.edition ? ["edition"] : []),
    ...(limit.legalFloor && !read ? ["legalFloor without a checked source"] : []),
  ];
}

function wording(path: string, rule: FormRule): Issue[] {
  const { source, message, id = rule.target } = rule;
  const doubtful = source?.confidence.endsWith("verify") === true;
  const law = doubtful && message !== undefined && (lawWords.test(message.zh) || lawWords.test(message.en));
  const unsourced = rule.effect === "check" && !source ? [issue("PACK_LIMIT_SOURCE", `${path}/logic/${id}`, { limit: id, why: "source" })] : [];
  return [...unsourced, ...(law ? [issue("PACK_AS_LAW", `${path}/logic/${id}`, { what: id })] : [])];
}
