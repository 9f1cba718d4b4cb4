import { assign } from "xstate";
import type { JoinNode } from "../../model/flow.ts";

/** What a condition says: an unknown one is not chosen. */
export type Truth = true | false | "unknown";

/** Context of the machine. `judge` is set for each event and never stored. */
export interface MachineContext {
  readonly arrived: { readonly [block: string]: { readonly [branch: string]: "ok" | "failed" | "skipped" } };
  readonly chosen: { readonly [block: string]: readonly string[] };
  readonly judge: (edge: string) => Truth;
}

interface EdgeRef { readonly id: string; readonly isDefault: boolean }
interface BranchRef { readonly name: string; readonly edge: string; readonly isDefault: boolean }
type Scope = { readonly context: MachineContext };

/** Guards and actions by name. Guards are pure and total: a throwing one would throw out of the transition. */
export const implementations = {
  guards: {
    chosen: ({ context }: Scope, p: { edge: string; edges: readonly EdgeRef[]; permit: boolean }) => pickEdge(context, p.edges, p.permit) === p.edge,
    isChosen: ({ context }: Scope, p: { block: string; branch: string }) => (ownOf(context.chosen, p.block) ?? []).includes(p.branch),
    allKnown: ({ context }: Scope, p: { edges: readonly EdgeRef[] }) => p.edges.every((edge) => edge.isDefault || context.judge(edge.id) !== "unknown"),
    joinOk: ({ context }: Scope, p: JoinParams) => counts(context, p.block).ok >= needOf(context, p),
    joinFailed: ({ context }: Scope, p: JoinParams) => {
      const { chosen, failed } = counts(context, p.block);
      return chosen - failed < needOf(context, p);
    },
  },
  actions: {
    enter: () => undefined, exit: () => undefined, mark: () => undefined,
    fork: assign(({ context }: Scope, p: { block: string; kind: string; branches: readonly BranchRef[] }) => ({
      arrived: withKey(context.arrived, p.block, {}),
      chosen: withKey(context.chosen, p.block, chosenBranches(context, p.kind, p.branches)),
    })),
    unfork: assign(({ context }: Scope, p: { block: string }) => ({ arrived: without(context.arrived, p.block), chosen: without(context.chosen, p.block) })),
    arrive: assign(({ context }: Scope, p: { block: string; branch: string; how: "ok" | "failed" | "skipped" }) => ({
      arrived: withKey(context.arrived, p.block, withKey(ownOf(context.arrived, p.block) ?? {}, p.branch, p.how)),
    })),
    unarrive: assign(({ context }: Scope, p: { block: string; branch: string }) => {
      const block = ownOf(context.arrived, p.block);
      return block ? { arrived: withKey(context.arrived, p.block, without(block, p.branch)) } : {};
    }),
  },
};

interface JoinParams { readonly block: string; readonly mode: JoinNode["mode"] }

/** How many branches must arrive: all, one, or n (at most as many as were chosen). */
function needOf(context: MachineContext, p: JoinParams): number {
  const { chosen } = counts(context, p.block);
  return p.mode === "all" ? chosen : p.mode === "any" ? 1 : Math.min(p.mode.n, chosen);
}

function counts(context: MachineContext, block: string): { chosen: number; ok: number; failed: number } {
  const arrived = Object.values(ownOf(context.arrived, block) ?? {});
  return { chosen: (ownOf(context.chosen, block) ?? []).length, ok: arrived.filter((how) => how === "ok").length, failed: arrived.filter((how) => how === "failed").length };
}

/** The first true edge, else the default. On permits nothing is chosen while an earlier condition is unknown. */
function pickEdge(context: MachineContext, edges: readonly EdgeRef[], permit: boolean): string | undefined {
  for (const edge of edges) {
    if (edge.isDefault) continue;
    const truth = context.judge(edge.id);
    if (truth === true) return edge.id;
    if (truth === "unknown" && permit) return undefined;
  }
  return edges.find((edge) => edge.isDefault)?.id;
}

function chosenBranches(context: MachineContext, kind: string, branches: readonly BranchRef[]): string[] {
  if (kind === "parallel") return branches.map((one) => one.name);
  const chosen = branches.filter((one) => !one.isDefault && context.judge(one.edge) === true).map((one) => one.name);
  return chosen.length > 0 ? chosen : branches.filter((one) => one.isDefault).map((one) => one.name);
}

function ownOf<T>(record: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function withKey<T>(record: { readonly [key: string]: T }, key: string, value: T): { [key: string]: T } {
  return { ...record, [key]: value };
}

function without<T>(record: { readonly [key: string]: T }, key: string): { [key: string]: T } {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}
