import { issue, type Issue } from "../issues/issue.ts";
import { pointer } from "../issues/pointer.ts";
import type { CompiledLogic } from "../logic/compileLogic.ts";
import type { LogicEnv } from "../logic/env.ts";
import { LogicFault } from "../logic/fault.ts";
import { truthOf } from "../logic/truth.ts";
import { UNKNOWN, type Unknown } from "../logic/unknown.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { CompiledRule } from "./plan.ts";

/** Runs expressions; what faults is unknown and noted once per rule. */
export class RuleRunner {
  readonly issues: Issue[] = [];
  private readonly noted = new Set<number>();

  constructor(private readonly env: LogicEnv) {}

  value(logic: CompiledLogic | undefined, scope: JsonObject, rule: CompiledRule): JsonValue | Unknown {
    if (!logic) return UNKNOWN;
    try {
      return logic.run(scope, this.env);
    } catch (error) {
      if (!(error instanceof LogicFault)) throw error;
      this.note(error, rule);
      return UNKNOWN;
    }
  }

  truth(logic: CompiledLogic | undefined, scope: JsonObject, rule: CompiledRule): boolean | Unknown {
    return truthOf(this.value(logic, scope, rule));
  }

  /** Whether a rule applies: no `when` is always. */
  applies(rule: CompiledRule, scope: JsonObject): boolean | Unknown {
    return rule.when ? this.truth(rule.when, scope, rule) : true;
  }

  private note(fault: LogicFault, rule: CompiledRule): void {
    if (this.noted.has(rule.index)) return;
    this.noted.add(rule.index);
    const path = pointer("/logic", rule.index);
    this.issues.push(fault.kind === "value"
      ? issue("LOGIC_FAULT", path, { what: rule.id, fault: fault.type })
      : issue("LOGIC_BUDGET", path, { what: rule.id }));
  }
}
