import { issue, type Issue } from "../../issues/issue.ts";
import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { overlayLimits } from "./limits.ts";
import { type Overlay } from "./overlay.ts";

/** An overlay out of a file, or what is wrong with its shape. What it says is checked by `checkOverlay`. */
export function readOverlay(value: JsonValue): { readonly ok: true; readonly overlay: Overlay } | { readonly ok: false; readonly issues: readonly Issue[] } {
  const issues = isObject(value) ? [...headIssues(value), ...opIssues(value["ops"])] : [shape("", "an object / 对象")];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, overlay: value as unknown as Overlay };
}

const shape = (where: string, expected: string): Issue => issue("OVERLAY_SHAPE", where, { where: where === "" ? "/" : where, expected });
const isText = (value: JsonValue | undefined): boolean => typeof value === "string" && value.length > 0 && value.length <= 400;

function headIssues(overlay: JsonObject): Issue[] {
  const on = overlay["on"];
  return [
    ...(overlay["format"] === 1 ? [] : [shape("/format", "1")]),
    ...(["group", "company", "site"].includes(String(overlay["layer"])) ? [] : [shape("/layer", "group, company, site")]),
    ...(isText(overlay["org"]) ? [] : [shape("/org", "a text / 文本")]),
    ...(isObject(on) && ["pack", "version", "hash"].every((key) => typeof on[key] === "string") ? [] : [shape("/on", "pack, version, hash")]),
    ...Object.keys(overlay).filter((key) => !members.includes(key)).map((key) => shape(`/${key.slice(0, 80)}`, members.join(", "))),
  ];
}

const members = ["format", "layer", "org", "on", "ops", "cases", "parked"];

function opIssues(ops: JsonValue | undefined): Issue[] {
  if (!isList(ops)) return [shape("/ops", "a list / 列表")];
  if (ops.length > overlayLimits.ops) return [issue("OVERLAY_TOO_LARGE", "/ops", { what: "operations", actual: ops.length, max: overlayLimits.ops })];
  return ops.flatMap((op, at) => (isObject(op) && isOp(op) ? [] : [shape(`/ops/${at}`, "add, set, remove, restore, move, lock")]));
}

const isRef = (value: JsonValue | undefined): boolean => isText(value) && /^(form|flow|rule|pack)\/[^#\s]+#\S+$/.test(String(value));
const only = (op: JsonObject, ...keys: readonly string[]): boolean => Object.keys(op).every((key) => key === "op" || key === "el" || keys.includes(key));

function isOp(op: JsonObject): boolean {
  if (!isRef(op["el"])) return false;
  switch (op["op"]) {
    case "add": return only(op, "kind", "at", "props") && isText(op["kind"]) && isAt(op["at"]) && isObject(op["props"]);
    case "set": return only(op, "prop", "value", "absent") && isText(op["prop"]) && (op["value"] !== undefined) !== (op["absent"] === true);
    case "move": return only(op, "at") && isAt(op["at"]);
    case "lock": return only(op, "facet", "level") && isText(op["facet"]) && (op["level"] === "fixed" || op["level"] === "tightenOnly");
    case "remove": case "restore": return only(op);
    default: return false;
  }
}

function isAt(at: JsonValue | undefined): boolean {
  if (!isObject(at) || !isRef(at["parent"]) || !isText(at["slot"])) return false;
  const after = at["after"];
  return isList(after) && after.length <= overlayLimits.anchors && after.every((one) => one === "^" || isRef(one));
}
