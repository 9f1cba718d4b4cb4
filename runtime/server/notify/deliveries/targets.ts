import type { Reader } from "../../context.ts";
import type { Channel } from "../channels/channel.ts";

/** Where a channel reaches somebody. */
export interface Target {
  readonly target: string;
  readonly personId: string | null;
}

export const group: Target = { target: "group", personId: null };

/** The targets of these people on a channel; who has none there is left out. */
export async function targetsOf(from: Reader, channel: Channel, tenantId: string, people: readonly string[]): Promise<readonly Target[]> {
  if (channel.reaches === "group") return [group];
  const targets: Target[] = [];
  const column = channel.reaches === "email" ? "p.email" : "s.id";
  const table = channel.reaches === "email" ? "people p" : "people p join push_subscriptions s on s.person_id = p.id";
  for (const person of new Set(people)) {
    const sql = `select ${column} as target from ${table} where p.tenant_id = ? and p.id = ? and p.status <> 'disabled' and ${column} is not null`;
    const rows = await from.all<{ target: string }>({ sql, bindings: [tenantId, person] });
    targets.push(...rows.map(({ target }) => ({ target, personId: person })));
  }
  return targets;
}
