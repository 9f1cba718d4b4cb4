import { issue, type Issue, type IssueParams } from "../../issues/issue.ts";
import type { ErrorCode } from "../../issues/codes/index.ts";
import { pointer } from "../../issues/pointer.ts";
import type { Resource } from "./schemaIndex.ts";

/** A step of the path to the value being judged; null is the root. Built only when errors are wanted. */
export interface PathStep {
  readonly parent: PathStep | null;
  readonly key: string | number;
}

/** Which members and items of one value some schema has judged already. */
export class Seen {
  allProperties = false;
  allItems = false;
  firstItems = 0;
  readonly properties = new Set<string>();
  readonly items = new Set<number>();

  merge(other: Seen): void {
    this.allProperties ||= other.allProperties;
    this.allItems ||= other.allItems;
    this.firstItems = Math.max(this.firstItems, other.firstItems);
    for (const key of other.properties) this.properties.add(key);
    for (const index of other.items) this.items.add(index);
  }
}

/** Errors one judgement may list; more help nobody. */
export const maxErrors = 100;
const maxSteps = 5_000_000;
const maxDepth = 1_000;

/** One judgement of one value. Without `errors` it stops at the first breach. */
export class Validation {
  readonly dynamicScope: Resource[] = [];
  exhausted = false;
  private steps = 0;
  private depth = 0;

  constructor(readonly errors: Issue[] | null) {}

  /** False when a schema recurses without end or costs too much; the value is then refused. */
  enter(): boolean {
    if (++this.steps > maxSteps || ++this.depth > maxDepth) this.exhausted = true;
    return !this.exhausted;
  }

  leave(): void {
    this.depth -= 1;
  }

  at(parent: PathStep | null, key: string | number): PathStep | null {
    return this.errors ? { parent, key } : null;
  }

  /** Notes a breach; always false, so a check can return it. */
  fail(path: PathStep | null, code: ErrorCode, params: IssueParams): false {
    if (this.errors && this.errors.length < maxErrors) this.errors.push(issue(code, pathText(path), params));
    return false;
  }

  /** A judgement of a branch whose errors are nobody's business unless the branch decides. */
  branch<Result>(body: (errors: Issue[] | null) => Result): Result {
    if (!this.errors) return body(null);
    const saved = this.errors.splice(0);
    try {
      return body(this.errors);
    } finally {
      this.errors.splice(0, this.errors.length, ...saved);
    }
  }
}

function pathText(path: PathStep | null): string {
  const steps: (string | number)[] = [];
  for (let step = path; step; step = step.parent) steps.unshift(step.key);
  return pointer("", ...steps);
}
