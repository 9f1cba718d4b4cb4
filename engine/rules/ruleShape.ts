import { issue, type Issue } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";

const maxDepth = 96;

/** What notices of a rule may be grouped by (alarms 8). */
const groupNames: ReadonlySet<string> = new Set(["area", "rule", "tag", "key"]);

// Level by level, so that a hostile depth costs no stack.
function isDeeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max) return true;
    level = level.flatMap((one): unknown[] => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Faults of form: what a rule must look like before its meaning can be checked. The rule is untrusted. */
export function shapeIssues(value: unknown): readonly Issue[] {
  if (!isObject(value)) return [issue("RULE_SHAPE", "", { field: "rule", expected: "object" })];
  if (isDeeperThan(value, maxDepth)) return [issue("RULE_TOO_BIG", "", { what: "depth", max: maxDepth })];
  const out: Issue[] = [];
  const need = (ok: boolean, field: string, expected: string): void => {
    if (!ok) out.push(issue("RULE_SHAPE", `/${field}`, { field, expected }));
  };
  need(typeof value["id"] === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(value["id"]), "id", "A-Z a-z 0-9 . _ - (1–80)");
  need(isText(value["title"]), "title", "{zh, en}");
  need(isText(value["message"]), "message", "{zh, en}");
  need(isSelector(value["select"]), "select", "{tags} | {form} | {measurement, area, …}");
  for (const field of ["aliases", "sets"]) need(value[field] === undefined || (isObject(value[field]) && Object.values(value[field]).every(isSelector)), field, "{name: {tags} | {form} | {measurement, area, …}}");
  need(["tag", "area", "group"].includes(String(value["per"])), "per", "tag | area | group");
  need(["P1", "P2", "P3", "P4"].includes(String(value["priority"])), "priority", "P1–P4");
  need(value["condition"] !== undefined && value["condition"] !== null, "condition", "a condition");
  need(Array.isArray(value["actions"]), "actions", "a list of actions");
  for (const field of ["onDelayS", "offDelayS", "suppressHoldS"]) need(isSeconds(value[field], 0, 86_400), field, "0–86400 s");
  need(isSeconds(value["staleAfterS"], 0.001, 86_400), "staleAfterS", "0–86400 s");
  need(isSeconds(value["gridS"], 0.1, 3600), "gridS", "0.1–3600 s");
  need(isBand(value["deadband"]), "deadband", "number ≥ 0 | {percentOfRange} | {percentOfLimit}");
  need(value["schedule"] === undefined || (typeof value["schedule"] === "string" && value["schedule"] !== ""), "schedule", "a calendar id");
  if (value["schedule"] !== undefined && value["priority"] === "P1") out.push(issue("RULE_SCHEDULE_P1", "/schedule"));
  need(isListOf(value["groupBy"], (name) => groupNames.has(name)), "groupBy", [...groupNames].join(" | "));
  need(isListOf(value["inhibitedBy"], (id) => id !== ""), "inhibitedBy", "a list of rule ids");
  need(isLadder(value["ladder"]), "ladder", "{id, step}");
  if (value["ackRequired"] === false && value["priority"] !== "P4") out.push(issue("RULE_ACK_REQUIRED", "/ackRequired", { priority: String(value["priority"]) }));
  return [...out, ...limitIssues(value["limits"])];
}

function isSelector(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { form, rows, tags } = value;
  if (tags !== undefined) return Array.isArray(tags);
  return form === undefined ? true : typeof form === "string" && form !== "" && (rows === undefined || typeof rows === "string");
}

function isText(value: unknown): boolean {
  return isObject(value) && typeof value["zh"] === "string" && value["zh"] !== "" && typeof value["en"] === "string" && value["en"] !== "";
}

function isSeconds(value: unknown, min: number, max: number): boolean {
  return value === undefined || (typeof value === "number" && value >= min && value <= max);
}

function isBand(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value === "number") return Number.isFinite(value) && value >= 0;
  if (!isObject(value)) return false;
  const share = value["percentOfRange"] ?? value["percentOfLimit"];
  return typeof share === "number" && share >= 0 && share <= 100;
}

function isListOf(value: unknown, isOne: (text: string) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every((one) => typeof one === "string" && isOne(one)));
}

function isLadder(value: unknown): boolean {
  return value === undefined || (isObject(value) && typeof value["id"] === "string" && typeof value["step"] === "number");
}

function limitIssues(limits: unknown): readonly Issue[] {
  if (!isObject(limits)) return [issue("RULE_SHAPE", "/limits", { field: "limits", expected: "{id: limit}" })];
  return Object.entries(limits).flatMap(([id, limit]) => {
    const ok = isObject(limit) && typeof limit["value"] === "number" && Number.isFinite(limit["value"]) && typeof limit["unit"] === "string" && typeof limit["sourceStd"] === "string" && typeof limit["confidence"] === "string";
    return ok ? [] : [issue("RULE_SHAPE", `/limits/${id}`, { field: `limits.${id}`, expected: "{value, unit, sourceStd, confidence, …}" })];
  });
}
