import { own } from "../../model/json.ts";
import type { FlowNode } from "../../model/flow.ts";
import { enclosing } from "../plan/plan.ts";
import type { RegionId } from "../types.ts";
import { addMove, ask, type Findings, isMoved } from "./findings.ts";
import { nodeParams } from "./lookAtVisits.ts";
import { reaches } from "./reach.ts";
import type { Rebuilt } from "./rebuild.ts";
import { answerTo, openVisits, type Survey } from "./survey.ts";

/** Mandatory nodes the new revision has before a token, which the instance has neither done nor had before it. */
export function lookAtMandatory(s: Survey, f: Findings, { at }: Rebuilt): void {
  for (const id of s.after.order.keys()) {
    const node = s.after.graph.nodes.get(id);
    const token = node?.mandatory && stops.has(node.kind) ? tokenPast(s, at, id) : undefined;
    if (node && token !== undefined && !isSettled(s, id) && !isOnTheWay(s, f, id)) askFor(s, f, node);
  }
}

/** Kinds a token can be put at; structure is passed through. */
const stops: ReadonlySet<string> = new Set(["fill", "approval", "notify", "wait", "act", "subflow"]);

/** The innermost region around the node whose token has passed it. */
function tokenPast(s: Survey, at: ReadonlyMap<RegionId, string>, id: string): RegionId | undefined {
  return enclosing(s.after, s.after.regionOf.get(id) ?? "root").find((region) => {
    const place = at.get(region);
    return place !== undefined && reaches(s.after, id, place);
  });
}

/** Done in the present walk, or before the token in the old revision as well (a branch not taken, say). */
function isSettled(s: Survey, id: string): boolean {
  const done = s.instance.visits.some((visit) => visit.node === id && !visit.dead && visit.outcome === "passed");
  return done || (s.before.graph.nodes.has(id) && openVisits(s).some((visit) => visit.node === id || reaches(s.before, id, visit.node)));
}

/** A token sent back further comes past it anyway. */
function isOnTheWay(s: Survey, f: Findings, id: string): boolean {
  const region = s.after.regionOf.get(id) ?? "root";
  return [...f.moves.values()].some((move) => move.from === undefined && reaches(s.after, move.to, id)) && isMoved(s, f, region);
}

function askFor(s: Survey, f: Findings, node: FlowNode): void {
  const region = s.after.regionOf.get(node.id) ?? "root";
  const goBackTo = wayBackTo(s, node.id);
  const target = s.after.graph.nodes.get(goBackTo);
  const params = { ...nodeParams(node), goBackTo, goBackToZh: target?.title.zh ?? goBackTo, goBackToEn: target?.title.en ?? goBackTo };
  const answer = answerTo(s, `mandatory:${node.id}`);
  const given = ask(f, { key: `mandatory:${node.id}`, kind: "mandatory", code: "MIGRATION_MANDATORY", params, choices: ["goBack", "waive"], region: activeRegion(s, region), ...(answer === undefined ? {} : { answer }) });
  if (given === "goBack") addMove(s, f, { to: goBackTo });
}

/** The node itself where a token can be put there, else the nearest human step walked before its block. */
function wayBackTo(s: Survey, id: string): string {
  const region = s.after.regionOf.get(id) ?? "root";
  const active = new Set(s.regions.values());
  if (active.has(region)) return id;
  return walkedBefore(s, id, activeRegion(s, region)) ?? s.after.start;
}

function walkedBefore(s: Survey, id: string, region: RegionId): string | undefined {
  const around = enclosing(s.after, region);
  const old = [...s.regions].filter(([, now]) => around.includes(now)).map(([one]) => one);
  const walked = new Set(old.flatMap((one) => (own(s.instance.trails, one) ?? []) as readonly string[]));
  const nodes = s.instance.visits.filter((visit) => walked.has(visit.id)).map((visit) => visit.node);
  return [...s.after.order.keys()].filter((node) => nodes.includes(node) && isHuman(s, node) && around.includes(s.after.regionOf.get(node) ?? "") && reaches(s.after, node, id)).pop();
}

function activeRegion(s: Survey, region: RegionId): RegionId {
  const active = new Set(s.regions.values());
  return enclosing(s.after, region).find((one) => active.has(one)) ?? "root";
}

function isHuman(s: Survey, id: string): boolean {
  const kind = s.after.graph.nodes.get(id)?.kind;
  return kind === "start" || kind === "fill" || kind === "approval";
}
