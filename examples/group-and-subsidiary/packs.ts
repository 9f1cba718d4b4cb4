import type { Refused, Session } from "./session.ts";

export const permits = "safeloop-permits";
export const hazards = "safeloop-hazards";

export interface PackLine {
  readonly id: string;
  readonly from: "product" | "file" | "upstream";
  readonly installed: { readonly version: string; readonly seq: number; readonly changes: number; readonly pending: boolean } | null;
}

export interface PlanItem {
  readonly code: string;
  readonly key: string;
  readonly title: Readonly<{ zh: string; en: string }>;
  readonly prop?: string;
  readonly was?: unknown;
  readonly theirs?: unknown;
  readonly mine?: unknown;
}

export interface Plan {
  readonly planHash: string;
  readonly changes: readonly PlanItem[];
  readonly conflicts: readonly PlanItem[];
  readonly notices: readonly PlanItem[];
}

export interface Decision {
  readonly code: string;
  readonly key: string;
  readonly choice: "mine" | "theirs" | "edit";
  readonly value?: unknown;
}

export interface Board {
  readonly items: readonly {
    readonly tenant: { readonly id: string; readonly title: Readonly<{ zh: string; en: string }> };
    readonly packs: readonly { readonly id: string; readonly title: Readonly<{ zh: string; en: string }>; readonly version: string; readonly pending: boolean; readonly overdue: boolean; readonly drift: Readonly<Record<string, number>> }[];
  }[];
  readonly overridden: readonly { readonly el: string; readonly title: Readonly<{ zh: string; en: string }>; readonly by: number; readonly of: number }[];
}

export async function packOf(session: Session, id: string): Promise<PackLine> {
  const found = (await session.done<readonly PackLine[]>("GET", "/packs")).find((one) => one.id === id);
  if (!found) throw new Error(`no pack ${id} is offered`);
  return found;
}

export async function install(session: Session, id: string): Promise<void> {
  if ((await packOf(session, id)).installed === null) await session.done("POST", `/packs/${id}/install`, {});
}

export const planOf = (session: Session, decisions: readonly Decision[] = []): Promise<Plan> => session.done("POST", `/packs/${permits}/plan`, { decisions });

/** Accepts the plan as it was seen. */
export async function accept(session: Session, plan: Plan, decisions: readonly Decision[] = []): Promise<{ readonly status: number; readonly code: string }> {
  const { status, body } = await session.ask<Refused>("POST", `/packs/${permits}/upgrade`, { planHash: plan.planHash, decisions });
  return { status, code: body.code };
}

export const history = async (session: Session): Promise<readonly { readonly seq: number; readonly action: string; readonly inForce: boolean }[]> =>
  (await session.done<{ items: readonly { seq: number; action: string; inForce: boolean }[] }>("GET", `/packs/${permits}/history`)).items;
