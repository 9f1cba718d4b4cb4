import { formsOf, type AlertRule, type Definition, type DefinitionKind, type FlowDefinition, type FormDefinition, type Issue, type Pack } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { NamedDefinitions } from "../definitions/checkEnv.ts";
import { faultsWith, newFaults, newRuleFaults, ruleFaults } from "../definitions/checkFormUsers.ts";
import { parseRevision, publishedRows } from "../definitions/definitionStore.ts";

/** Definitions by kind and id. */
type Named = ReadonlyMap<string, Definition>;

/** The definitions a pack does not touch: made here, changed here or taken out of use here. */
async function keptHere(ctx: ServerContext, tenantId: string): Promise<ReadonlySet<string>> {
  const rows = await ctx.store.all<{ kind: DefinitionKind; id: string }>({ sql: "select kind, id from definitions where tenant_id = ? and (source = 'local' or retired_at is not null)", bindings: [tenantId] });
  return new Set(rows.map((row) => `${row.kind}/${row.id}`));
}

/** What the tenant has in use of the pack now. */
async function inUseOf(ctx: ServerContext, tenantId: string, packId: string): Promise<readonly string[]> {
  const rows = await ctx.store.all<{ kind: DefinitionKind; id: string }>({ sql: "select kind, id from definitions where tenant_id = ? and pack_id = ? and source = 'pack' and retired_at is null", bindings: [tenantId, packId] });
  return rows.map((row) => `${row.kind}/${row.id}`);
}

/**
 * Flows and rules that would no longer hold once the pack is in force beside
 * what the tenant keeps of its own and has of other packs: its flow over the
 * pack's new form, or over one that the pack no longer holds, or the pack's new
 * flow over its form; its rule that reads the one, or the pack's that reads the
 * other.
 */
export async function packBreaks(ctx: ServerContext, pack: Pack, tenantId: string): Promise<readonly { readonly id: string; readonly issues: readonly Issue[] }[]> {
  const kept = await keptHere(ctx, tenantId);
  const held = await inUseOf(ctx, tenantId, pack.manifest.id);
  if (kept.size === 0 && held.length === 0) return [];
  const stored: Named = new Map((await publishedRows(ctx.store, tenantId)).map((row) => [`${row.kind}/${row.id}`, parseRevision(row).definition]));
  const brought: Named = new Map([...named("forms", pack.forms), ...named("flows", pack.flows), ...named("rules", pack.rules)]);
  const installed: Named = new Map([...brought].filter(([key]) => !kept.has(key)));
  const dropped = new Set(held.filter((key) => !brought.has(key)));
  const after: Named = new Map([...[...stored].filter(([key]) => !dropped.has(key)), ...installed]);
  const touched = (key: string): boolean => installed.has(key) || dropped.has(key);
  const rules = [...after].filter(([key]) => key.startsWith("rules/")).map(([, rule]) => rule as AlertRule)
    .filter((rule) => formsOf(rule).some(({ form }) => touched(`rules/${rule.id}`) !== touched(`forms/${form}`)))
    .map((rule) => ({ id: rule.id, issues: installed.has(`rules/${rule.id}`) ? ruleFaults(ctx, tenantId, rule, namedIn(after)) : newRuleFaults(ctx, tenantId, rule, namedIn(stored), namedIn(after)) }));
  const flows = [...after].filter(([key]) => key.startsWith("flows/")).map(([, flow]) => flow as FlowDefinition)
    .filter((flow) => touched(`flows/${flow.id}`) !== touched(`forms/${flow.form.id}`))
    .map((flow) => ({ id: flow.id, issues: installed.has(`flows/${flow.id}`) ? faultsWith(ctx, tenantId, flow, namedIn(after)) : newFaults(ctx, tenantId, flow, namedIn(stored), namedIn(after)) }));
  return [...flows, ...rules].filter(({ issues }) => issues.length > 0);
}

function named(kind: DefinitionKind, definitions: readonly Definition[]): readonly (readonly [string, Definition])[] {
  return definitions.map((one) => [`${kind}/${one.id}`, one]);
}

function namedIn(definitions: Named): NamedDefinitions {
  return {
    form: (id) => definitions.get(`forms/${id}`) as FormDefinition | undefined,
    flow: (id) => definitions.get(`flows/${id}`) as FlowDefinition | undefined,
  };
}
