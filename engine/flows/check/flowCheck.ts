import { issue, type Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { Directory } from "../../model/org.ts";
import type { Sequence } from "../plan/block.ts";
import type { Graph } from "../plan/graph.ts";
import type { Layout } from "../plan/plan.ts";

/** What a check of one node may look at. `fields` and `checks` are absent when no form was given. */
export interface FlowCheck {
  readonly def: FlowDefinition;
  readonly graph: Graph;
  readonly layout?: Layout; // absent when the drawing does not reduce
  readonly tree?: Sequence;
  readonly form?: FormDefinition;
  readonly fields?: ReadonlySet<string>;
  readonly checks?: ReadonlySet<string>;
  readonly directory?: Directory;
  readonly orgIds: readonly string[];
  /** Other flows by id, so that flows which start each other are seen. */
  readonly flows?: (id: string) => FlowDefinition | undefined;
}

/** An issue whose reason is told in both languages. */
export function because(code: "FLOW_JOIN" | "FLOW_NOBODY" | "FLOW_VOTE" | "FLOW_PERMIT" | "FLOW_DUE", path: string, node: string, reasonZh: string, reasonEn: string): Issue {
  return issue(code, path, { node, reasonZh, reasonEn });
}

/** A FLOW_LIFE issue. */
export function lifeIssue(path: string, id: string, reasonZh: string, reasonEn: string): Issue {
  return issue("FLOW_LIFE", path, { id, reasonZh, reasonEn });
}
