import { issue } from "../../issues/issue.ts";
import type { I18nText } from "../../model/text.ts";
import { enclosing, nodeOf } from "../plan/plan.ts";
import type { Visit } from "../types.ts";
import { addMove, ask, type Findings, say } from "./findings.ts";
import { isChildRunning } from "./gates.ts";
import { twinOf } from "./regions.ts";
import { answerTo, mayStay, oldRegionOf, openVisits, placesAround, type Survey } from "./survey.ts";

/** The answer that lets a token go with its removed branch; no node can be called so. */
export const dropIt = "*drop";

/** Every open visit stays, is sent somewhere, or is asked about. */
export function lookAtVisits(s: Survey, f: Findings): void {
  const open = openVisits(s);
  for (const visit of open) if (!mayStay(s, visit)) lookAtVisit(s, f, visit);
  const staying = open.filter((visit) => mayStay(s, visit)).map((visit) => visit.node);
  if (staying.length > 0) say(f, "automatic", "MIGRATION_FITS", { nodes: staying });
}

function lookAtVisit(s: Survey, f: Findings, visit: Visit): void {
  const gone = goneBranchOf(s, visit);
  if (isChildRunning(s.before, visit)) return say(f, "refuse", "MIGRATION_CHILD", nodeParams(nodeOf(s.before, visit.node)));
  const places = placesAround(s, oldRegionOf(s, visit));
  const choices = [...candidatesFor(s, visit), ...(gone ? [dropIt] : [])];
  if (choices.length === 0) return say(f, "refuse", "MIGRATION_NO_PLACE", { visit: visit.id });
  const given = answerTo(s, `visit:${visit.id}`, `node:${visit.node}`);
  const params = { visit: visit.id, ...nodeParams(nodeOf(s.before, visit.node)), ...(gone ?? {}) };
  const refused = given === undefined || choices.includes(given) ? undefined : whyNot(s, visit, given);
  const answer = refused ? undefined : given;
  const code = gone ? "MIGRATION_BRANCH_GONE" : isThere(s, visit) ? "MIGRATION_NODE_MOVED" : "MIGRATION_NODE_GONE";
  ask(f, { key: `visit:${visit.id}`, kind: "visit", code, params, choices, region: places[0] ?? "root", ...(answer === undefined ? {} : { answer }) });
  if (refused) return say(f, "refuse", refused.code, refused.params);
  if (answer === dropIt) f.dropped.add(visit.id);
  else if (answer !== undefined) addMove(s, f, { to: answer, from: visit.id });
}

/** Nodes of the same kind in the token's own place or around it, in document order. */
export function candidatesFor(s: Survey, visit: Visit): string[] {
  const { kind } = nodeOf(s.before, visit.node);
  if (kind === "inclusive" && s.after.def.settings.permit !== true) return [];
  const places = new Set(placesAround(s, oldRegionOf(s, visit)));
  return [...s.after.order.keys()].filter((id) => s.after.graph.nodes.get(id)?.kind === kind && places.has(s.after.regionOf.get(id) ?? ""));
}

function whyNot(s: Survey, visit: Visit, to: string) {
  const node = s.after.graph.nodes.get(to);
  if (!node) return issue("MIGRATION_ANSWER", "", { key: `visit:${visit.id}`, answer: to, choices: candidatesFor(s, visit) });
  const params = { visit: visit.id, to, toZh: node.title.zh, toEn: node.title.en };
  return issue(node.kind === nodeOf(s.before, visit.node).kind ? "MIGRATION_TARGET_REGION" : "MIGRATION_TARGET_KIND", "", params);
}

function isThere(s: Survey, visit: Visit): boolean {
  return s.after.graph.nodes.get(visit.node)?.kind === nodeOf(s.before, visit.node).kind;
}

/** The removed branch of a block that goes on, in which this token stands. */
export function goneBranchOf(s: Survey, visit: Visit): { readonly split: string; readonly edge: string } | undefined {
  for (const region of enclosing(s.before, oldRegionOf(s, visit))) {
    const block = s.before.blocks.get(s.before.regions.get(region)?.block ?? "");
    if (!block || s.regions.has(region) || !twinOf(s.after, s.regions, block)) continue;
    return { split: block.split, edge: block.branches.find((one) => one.region === region)?.edge.id ?? "" };
  }
  return undefined;
}

/** A node's title in both languages, as reason parameters. */
export function nodeParams(node: { readonly id: string; readonly title: I18nText }): { node: string; nodeZh: string; nodeEn: string } {
  return { node: node.id, nodeZh: node.title.zh, nodeEn: node.title.en };
}
