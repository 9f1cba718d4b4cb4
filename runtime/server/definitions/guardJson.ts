import { isObject, issue, type Issue } from "@safeloop/engine";

const maxDepth = 64;
const maxBytes = 1_048_576;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

interface Step {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

function childrenOf(step: Step): Step[] {
  const depth = step.depth + 1;
  if (Array.isArray(step.value)) return step.value.map((value: unknown, i) => ({ value, path: `${step.path}/${i}`, depth }));
  if (!isObject(step.value)) return [];
  const object = step.value;
  return Object.keys(object).map((key) => ({ value: object[key], path: `${step.path}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`, depth }));
}

/**
 * Refuses JSON that no part of the server should recurse into: too deep, too
 * big, or with keys that reach a prototype. Walks without recursion and stops
 * at the first fault, so a hostile body costs no more than its own size.
 */
export function guardJson(root: unknown): Issue[] {
  const open: Step[] = [{ value: root, path: "", depth: 0 }];
  let size = 0;
  for (let step = open.pop(); step; step = open.pop()) {
    if (step.depth > maxDepth) return [issue("DEF_TOO_DEEP", step.path.split("/").slice(0, 9).join("/"), { max: maxDepth })];
    size += typeof step.value === "string" ? step.value.length + 2 : 4;
    if (size > maxBytes) return [issue("DEF_TOO_BIG", "", { max: maxBytes })];
    const object = step.value;
    if (isObject(object)) {
      const bad = Object.keys(object).find((key) => forbiddenKeys.has(key));
      if (bad !== undefined) return [issue("DEF_KEY_FORBIDDEN", `${step.path}/${bad}`, { key: bad })];
      size += Object.keys(object).reduce((sum, key) => sum + key.length + 4, 0);
    }
    for (const child of childrenOf(step)) open.push(child);
  }
  return [];
}
