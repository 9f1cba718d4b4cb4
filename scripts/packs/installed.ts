import { canonicalJson, type AlertRule, type Definition, type DefinitionKind, type FlowDefinition, type FormDefinition, type JsonObject, type Pack } from "@safeloop/engine";
import { call } from "../../runtime/server/testing/asPerson.ts";
import type { TestApp } from "../../runtime/server/testing/testApp.ts";
import { answersTo } from "./samples.ts";

const kinds = ["forms", "flows", "rules"] as const satisfies readonly DefinitionKind[];

interface Row {
  readonly pack_id: string | null;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly body: string;
}

interface Tried {
  readonly status: number;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
}

const textOf = (one: Definition): string => canonicalJson({ ...(one as unknown as JsonObject), revision: 0 });
const named = (pack: Pack, kind: DefinitionKind): ReadonlyMap<string, Definition> => new Map<string, Definition>(pack[kind].map((one) => [one.id, one]));

/** True when both hold the same definitions. Revisions are the store's own numbers. */
export function sameDefinitions(a: Pack, b: Pack): boolean {
  return kinds.every((kind) => a[kind].length === b[kind].length && differing(a, b, kind).length === 0);
}

/** Definitions of `b` that `a` has otherwise, or not. */
function differing(a: Pack, b: Pack, kind: DefinitionKind): readonly Definition[] {
  const there = named(a, kind);
  return [...named(b, kind).values()].filter((one) => {
    const was = there.get(one.id);
    return was === undefined || textOf(was) !== textOf(one);
  });
}

/** The shipped packs in the first tenant of a server, changed by the routes a designer uses. */
export class InstalledPacks {
  constructor(readonly app: TestApp) {}

  async install(packs: readonly Pack[]): Promise<void> {
    const there = (await call<readonly { id: string; installed: object | null }[]>(this.app, "admin", "GET", "/packs")).body;
    const missing = packs.filter(({ manifest }) => there.find((one) => one.id === manifest.id)?.installed === null);
    for (const pack of missing) {
      const { id } = pack.manifest;
      const done = await call<{ id: string }>(this.app, "admin", "POST", `/packs/${id}/install`, { answers: answersTo(pack) });
      // One that an earlier one required is there already.
      if (done.status !== 201 && done.code !== "PACK_MOVED") throw new Error(`${id}: ${done.status} ${JSON.stringify(done.body)}`);
    }
  }

  /** The packs with the definitions that the store holds in force; cases, worlds and calendars are those of the files. */
  async read(packs: readonly Pack[]): Promise<readonly Pack[]> {
    const rows = await this.app.store.all<Row>({
      sql: "select d.pack_id, r.kind, r.id, r.body from definitions d join definition_revisions r on r.tenant_id = d.tenant_id and r.kind = d.kind and r.id = d.id and r.revision = d.revision where d.tenant_id = ? and d.retired_at is null order by r.kind, r.id",
      bindings: [this.app.tenantId],
    });
    return packs.map((pack) => {
      const own = rows.filter((row) => row.pack_id === pack.manifest.id);
      const of = <T>(kind: DefinitionKind): readonly T[] => own.filter((row) => row.kind === kind).map((row) => JSON.parse(row.body) as T);
      return { ...pack, forms: of<FormDefinition>("forms"), flows: of<FlowDefinition>("flows"), rules: of<AlertRule>("rules") };
    });
  }

  /** Publishes what differs; a refusal throws. */
  async publish(from: Pack, to: Pack): Promise<void> {
    const tried = await this.tryPublish(from, to);
    if (tried.status !== 200) throw new Error(JSON.stringify(tried));
  }

  /** Publishes the one definition that differs, as draft and publication. */
  async tryPublish(from: Pack, to: Pack): Promise<Tried> {
    const [change, ...more] = kinds.flatMap((kind) => differing(from, to, kind).map((definition) => ({ kind, definition })));
    if (!change || more.length > 0) throw new Error(`one definition should differ, ${more.length + (change ? 1 : 0)} do`);
    const path = `/${change.kind}/${change.definition.id}`;
    const { etag } = (await call<{ etag: string }>(this.app, "admin", "GET", path)).body;
    const saved = await call<{ etag: string }>(this.app, "admin", "PUT", `${path}/draft`, { definition: change.definition }, { "if-match": etag, "accept-language": "en" });
    if (saved.status !== 200) return { status: saved.status, issues: [{ code: saved.code ?? "", message: JSON.stringify(saved.body) }] };
    const done = await call<Partial<Tried>>(this.app, "admin", "POST", `${path}/publish`, { reason: "packs:check" }, { "if-match": saved.body.etag, "accept-language": "en" });
    if (done.status !== 200) await call(this.app, "admin", "DELETE", `${path}/draft`);
    return { status: done.status, issues: done.body.issues ?? [] };
  }

  async rollBack({ manifest }: Pack): Promise<void> {
    const done = await call<object>(this.app, "admin", "POST", `/packs/${manifest.id}/rollback`, { reason: "packs:check" });
    if (done.status !== 200) throw new Error(`${manifest.id}: ${done.status} ${JSON.stringify(done.body)}`);
  }
}
