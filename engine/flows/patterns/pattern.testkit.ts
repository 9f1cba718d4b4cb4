import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { JsonValue } from "../../model/json.ts";
import type { I18nText } from "../../model/text.ts";

/**
 * A small flow, and what may and may not happen in it. Traces are written in
 * the words of `playTrace.testkit.ts`. One of `must` holds to its end; one of
 * `mustNot` holds up to its last step, which does not.
 */
export interface PatternExample {
  readonly flow: FlowDefinition;
  readonly form?: FormDefinition; // default `patternForm`
  readonly answers?: { readonly [xid: string]: JsonValue };
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
}

/** One control-flow pattern: how it is drawn here, or why it is not and what to use instead. */
export interface WorkflowPattern {
  readonly id: number;
  readonly name: string;
  readonly how: I18nText;
  /** None: not supported. */
  readonly examples: readonly PatternExample[];
}

/** A pattern that is drawn here. */
export function supported(id: number, name: string, zh: string, en: string, ...examples: readonly PatternExample[]): WorkflowPattern {
  return { id, name, how: { zh, en }, examples };
}

/** A pattern that is not drawn here on purpose, and what serves its intent. */
export function unsupported(id: number, name: string, zh: string, en: string): WorkflowPattern {
  return { id, name, how: { zh, en }, examples: [] };
}
