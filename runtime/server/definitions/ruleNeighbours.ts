import { isObject, own, type AlertRule, type Limit } from "@safeloop/engine";
import type { Reader } from "../context.ts";
import { fromJson } from "../storage/json.ts";

/** What a rule is checked against beside the tags: the rules it will live with, and the legal limits it may only tighten. */
export interface RuleNeighbours {
  readonly rules: readonly AlertRule[];
  readonly floors: { readonly [id: string]: Limit };
}

// The pack's newest edition, else the first one published here: tightening a limit must not become a new floor.
const sql = `select body from definition_revisions where tenant_id = ? and kind = 'rules' and id = ?
  order by case when by_id = 'system' then 0 else 1 end, case when by_id = 'system' then -revision else revision end limit 1`;

/** The legal floors of a rule: the limits marked so in the edition it came from. */
export async function legalFloors(from: Reader, tenantId: string, definition: unknown): Promise<RuleNeighbours["floors"]> {
  const id = isObject(definition) ? own(definition, "id") : undefined;
  if (typeof id !== "string") return {};
  const row = await from.first<{ body: string }>({ sql, bindings: [tenantId, id] });
  const limits = row ? fromJson<Partial<AlertRule> & { [k: string]: never }>(row.body).limits : undefined;
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([, limit]) => limit.legalFloor === true));
}
