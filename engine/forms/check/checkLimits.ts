import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import type { FormDefinition } from "../../model/form.ts";

/** Limits of a definition (robustness 1 and S08). */
export const formLimits = { bytes: 1_048_576, depth: 32, properties: 2_000, logicDepth: 160 } as const;

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Size, depth and key names of the whole definition, in one walk that never goes deeper than the limit. */
export function checkLimits(def: FormDefinition): Issue[] {
  const walk = new Walk();
  walk.value(def, "", 0, formLimits.depth);
  return walk.issues;
}

class Walk {
  readonly issues: Issue[] = [];
  private bytes = 0;

  value(value: unknown, path: string, depth: number, deepest: number): void {
    if (this.issues.length > 0) return;
    if (typeof value === "string") return this.count(value.length * 3 > formLimits.bytes ? utf8Length(value) : value.length + 2);
    if (typeof value !== "object" || value === null) return this.count(8);
    if (depth >= deepest) return this.report("FORM_TOO_DEEP", path, { limit: deepest });
    this.count(2);
    if (Array.isArray(value)) value.forEach((item, index) => this.value(item, pointer(path, index), depth + 1, deepest));
    else this.members(value, path, depth, deepest);
  }

  /** Expressions nest by their own limit, which `checkLogic` names more exactly. */
  private members(value: object, path: string, depth: number, deepest: number): void {
    for (const key of Object.keys(value)) {
      if (this.issues.length > 0) return;
      if (forbiddenKeys.has(key)) return this.report("FORM_KEY_FORBIDDEN", path, { key });
      this.count(key.length + 4);
      const isLogic = path === "/logic" || /^\/logic\/\d+$/.test(path);
      this.value((value as Record<string, unknown>)[key], pointer(path, key), depth + 1, isLogic ? formLimits.logicDepth : deepest);
    }
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > formLimits.bytes) this.report("FORM_TOO_LARGE", "", { bytes: this.bytes, limit: formLimits.bytes });
  }

  private report(code: "FORM_TOO_DEEP" | "FORM_KEY_FORBIDDEN" | "FORM_TOO_LARGE", path: string, params: Issue["params"]): void {
    if (this.issues.length === 0) this.issues.push(issue(code, path, params));
  }
}

function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
