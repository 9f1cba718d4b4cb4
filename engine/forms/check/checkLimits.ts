import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import type { FormDefinition } from "../../model/form.ts";

/** Limits of a definition (robustness 1 and S08). */
export const formLimits = { bytes: 1_048_576, depth: 32, properties: 2_000, logicDepth: 160 } as const;

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

/** Size, depth and key names of the whole definition, in one walk that never goes deeper than the limit. */
export function checkLimits(def: FormDefinition): Issue[] {
  const walk = new Walk();
  walk.value(def, formLimits.depth);
  return walk.issues;
}

class Walk {
  readonly issues: Issue[] = [];
  private readonly steps: (string | number)[] = [];
  private bytes = 0;

  value(value: unknown, deepest: number): void {
    if (typeof value === "string") return this.count(value.length * 3 > formLimits.bytes ? utf8Length(value) : value.length + 2);
    if (typeof value !== "object" || value === null) return this.count(8);
    if (this.steps.length >= deepest) return this.report("FORM_TOO_DEEP", { limit: deepest });
    this.count(2);
    if (Array.isArray(value)) value.every((item, index) => this.inside(item, index, deepest));
    else Object.keys(value).every((key) => this.member(value, key, deepest));
  }

  private member(value: object, key: string, deepest: number): boolean {
    if (forbiddenKeys.has(key)) this.report("FORM_KEY_FORBIDDEN", { key });
    this.count(key.length + 4);
    return this.inside((value as Record<string, unknown>)[key], key, this.isRule() ? formLimits.logicDepth : deepest);
  }

  /** Expressions nest by their own limit, which `checkLogic` names more exactly. */
  private isRule(): boolean {
    return this.steps.length === 2 && this.steps[0] === "logic";
  }

  /** False once something is wrong: one Issue is enough here. */
  private inside(value: unknown, step: string | number, deepest: number): boolean {
    if (this.issues.length > 0) return false;
    this.steps.push(step);
    this.value(value, deepest);
    this.steps.pop();
    return this.issues.length === 0;
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > formLimits.bytes) this.report("FORM_TOO_LARGE", { bytes: this.bytes, limit: formLimits.bytes });
  }

  private report(code: "FORM_TOO_DEEP" | "FORM_KEY_FORBIDDEN" | "FORM_TOO_LARGE", params: Issue["params"]): void {
    if (this.issues.length > 0) return;
    this.issues.push(issue(code, code === "FORM_TOO_LARGE" ? "" : pointer("", ...this.steps), params));
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
