import { isList, isObject, type JsonValue } from "../../model/json.ts";
import { propOf } from "../orders/order.ts";
import type { PropAt } from "../strictness.ts";
import type { VoteSetting } from "./voteOrder.ts";

const modes: readonly string[] = ["firstDecision", "anyApprove", "all", "sequence", "vote"];

/** Reads what decides a node off its properties; undefined for a mode or a number nobody knows. */
export function voteSettingOf(element: PropAt["element"]): VoteSetting | undefined {
  const mode = propOf(element, "mode");
  if (typeof mode !== "string" || !modes.includes(mode)) return undefined;
  const [count, percent] = [numberAt(element, "vote.count"), numberAt(element, "vote.percent")];
  if (count === "none" || percent === "none") return undefined;
  const policy = propOf(element, "rejectPolicy");
  return {
    mode: mode as VoteSetting["mode"], ...(count === undefined ? {} : { count }), ...(percent === undefined ? {} : { percent }),
    strict: propOf(element, "vote.strict") === true, rejectPolicy: policy === "veto" ? "veto" : "vote", vetoRoles: vetoRolesOf(element),
  };
}

// What is no sensible number decides nothing that could be compared.
function numberAt(element: PropAt["element"], path: string): number | "none" | undefined {
  const value = propOf(element, path);
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 1 ? number : "none";
}

/** A list, an object of switches, or switches under their own paths: sets are flattened in the tree. */
function vetoRolesOf(element: PropAt["element"]): readonly string[] {
  const whole = propOf(element, "vote.vetoRoles");
  if (whole !== undefined && isList(whole)) return whole.map(String);
  const inside = isObject(whole) ? onOf(Object.entries(whole)) : [];
  const prefix = "vote.vetoRoles.";
  return [...inside, ...onOf(Object.entries(element).flatMap(([path, value]) => (path.startsWith(prefix) ? [[path.slice(prefix.length), value] as const] : [])))];
}

function onOf(entries: readonly (readonly [string, JsonValue])[]): readonly string[] {
  return entries.flatMap(([name, value]) => (value === true ? [name] : []));
}

/** True when seats of the node do not all weigh the same, so that their number tells nothing. */
export function isWeighed(element: PropAt["element"]): boolean {
  const weights = propOf(element, "vote.weights");
  return (weights !== undefined && weights !== null) || Object.keys(element).some((path) => path.startsWith("vote.weights."));
}
