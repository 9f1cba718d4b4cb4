import { issue, type Issue } from "../issues/issue.ts";
import type { Pack, PackTemplate } from "../model/pack.ts";
import type { PackCase } from "../model/packCase.ts";
import { caseUnder, type CaseUnder } from "./cases/caseUnder.ts";
import { runCase, type CaseResult } from "./cases/runCase.ts";
import { judged } from "./checks/judged.ts";
import { withSamples } from "./inputs/fillInputs.ts";
import { scopeOf } from "./source/scope.ts";
import { addCoverage, emptyCoverage, type Coverage } from "./cases/trace.ts";

/** All cases of a pack, played; and what none of them reaches. */
export interface PackPlay {
  readonly results: readonly CaseResult[];
  readonly issues: readonly Issue[];
}

/**
 * Plays every case. A failing case is an Issue, and so is a node, life event,
 * outcome or refusal check of a flow, or a rule of a template, that no case
 * reaches: an untried refusal is no refusal. `packs` are those it may require.
 */
export function playPack(asked: Pack, packs: readonly Pack[] = []): PackPlay {
  const { pack } = withSamples(asked);
  const { whole } = scopeOf(pack, packs);
  const results = (pack.cases ?? []).map((one) => playOne(pack, whole, one));
  const failed = results.flatMap((one) => one.failures.map((failure) => issue("PACK_CASE_FAILED", `/cases/${one.id}`, { case: one.id, step: failure.step, what: failure.what })));
  return { results, issues: [...failed, ...pack.manifest.templates.flatMap((template) => judged(`/templates/${template.id}`, () => untried(pack, template, results)))] };
}

/**
 * One case. `whole`: the pack with all it requires. Rules of other packs would
 * raise alarms of their own beside those a case is about: it names those it wants.
 */
export function playOne(pack: Pack, whole: Pack, one: PackCase): CaseResult {
  return runCase(playedIn(pack, whole, one), one);
}

/** One case of the upper on `pack`, which an overlay made of it. `whole`: with all it requires. */
export function playUnder(pack: Pack, whole: Pack, one: PackCase): CaseUnder {
  return caseUnder(playedIn(pack, whole, one), one);
}

function playedIn(pack: Pack, whole: Pack, one: PackCase): Pack {
  return { ...whole, rules: whole.rules.filter((rule) => pack.rules.includes(rule) || one.rules?.includes(rule.id)) };
}

function untried(pack: Pack, template: PackTemplate, results: readonly CaseResult[]): Issue[] {
  const covered = emptyCoverage();
  for (const one of results) if (one.template === template.id && one.failures.length === 0) addCoverage(covered, one.coverage);
  const missing = (what: string, ids: Iterable<string>, have: ReadonlySet<string>): Issue[] =>
    [...new Set(ids)].filter((id) => !have.has(id)).sort().map((id) => issue("PACK_CASE_MISSING", `/templates/${template.id}`, { template: template.id, what, id }));
  return [...flowGaps(pack, template, covered, missing), ...missing("rule", template.rules ?? [], covered.raised)];
}

type Missing = (what: string, ids: Iterable<string>, have: ReadonlySet<string>) => Issue[];

const silent: ReadonlySet<string> = new Set(["exclusive", "parallel", "inclusive", "join", "end"]);

function flowGaps(pack: Pack, template: PackTemplate, covered: Coverage, missing: Missing): Issue[] {
  const flow = pack.flows.find((one) => one.id === template.flow);
  if (!flow) return [];
  const life = flow.life;
  const ends = flow.nodes.flatMap((node) => (node.kind === "end" && !(life && node.outcome === "approved") ? [node.outcome] : []));
  const finals = (life?.states ?? []).filter((state) => state.final).map((state) => state.id);
  const checks = [...flow.nodes.flatMap((node) => ("checks" in node ? (node.checks ?? []) : [])), ...(life?.events ?? []).flatMap((event) => event.checks ?? []), ...(life?.states ?? []).flatMap((state) => state.tasks ?? []).flatMap((task) => task.checks ?? [])];
  return [
    ...missing("node", flow.nodes.filter((node) => !silent.has(node.kind)).map((node) => node.id), covered.nodes),
    ...missing("event", (life?.events ?? []).map((event) => event.id), covered.events),
    ...missing("outcome", [...ends, ...finals], covered.outcomes),
    ...missing("refusal", checks, covered.refusals),
  ];
}
