import {
  canonicalJson, hashOf, hashText, isClean, isObject, own, Refusal,
  type DefDetail, type DefImpact, type Definition, type DefinitionEvent, type DefinitionKind, type DefSummary, type DefVersion, type FormDefinition, type Issue, type JsonObject, type Presence,
} from "@safeloop/engine";
import type { Actor, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import type { PublishedRevision } from "../services.ts";
import { fromJson } from "../storage/json.ts";
import { personRef } from "../views/personRef.ts";
import { limitOf, pageOfRows, readCursor } from "../views/cursor.ts";
import { checkDefinition, type CheckEnv } from "./checkDefinition.ts";
import { checkEnvOf, publishedOf } from "./checkEnv.ts";
import { checkFormUsers } from "./checkFormUsers.ts";
import { checkStoredFlow } from "./checkStoredFlow.ts";
import type { DefinitionMemory } from "./definitionMemory.ts";
import { legalFloors } from "./ruleNeighbours.ts";
import { usersOf } from "./definitionUsers.ts";
import { impactOf } from "./impact.ts";
import { judging } from "./judging.ts";
import { tellDefinition, type PresenceBook } from "./presence.ts";
import type { Standing } from "./standing.ts";
import {
  definitionRow, definitionRows, dropDraft, insertRevision, nextRevision, parseRevision, retire, revisionByNumber, revisionRows, writeDraft, type DefinitionRow,
} from "./definitionStore.ts";
import { editPack, mustBeLawful, type PackEdit } from "../packs/layers/editPack.ts";
import type { PackLayers } from "../packs/layers/packLayers.ts";
import { isHostile } from "./hostileCodes.ts";

type Unit = RouteRequest["unit"];

/** What else must happen in the transaction of a publication, e.g. the indexes of a form's list fields. */
export type OnPublish = (tx: Tx, tenantId: string, revision: PublishedRevision, previousBody?: string) => Promise<void>;

/** Of which kinds the judgement of a kind depends; what of them is published meanwhile makes it void. */
const judgedBy: { readonly [K in DefinitionKind]: readonly DefinitionKind[] } = { forms: ["flows"], flows: ["forms", "flows"], rules: ["rules"] };

type Publication = readonly [actor: Actor, id: string, reason: string, ifMatch: string | undefined, unit: Unit, view: (issues: readonly Issue[]) => unknown];

const iso = (ms: number | null): string => new Date(ms ?? 0).toISOString();
const titleOf = (definition: JsonObject): { zh: string; en: string } => own(definition, "title") as { zh: string; en: string };
const categoryOf = (definition: JsonObject): string | null => {
  const category = own(definition, "category");
  return typeof category === "string" ? category : null;
};

/** Drafting, publishing and retiring of one kind of definition. */
export class DefinitionService {
  readonly #ctx: ServerContext;
  readonly #memory: DefinitionMemory;
  readonly #kind: DefinitionKind;
  readonly #onPublish: OnPublish;
  readonly #layers: PackLayers;

  constructor(ctx: ServerContext, memory: DefinitionMemory, kind: DefinitionKind, onPublish: OnPublish, layers: PackLayers) {
    this.#layers = layers;
    this.#ctx = ctx;
    this.#memory = memory;
    this.#kind = kind;
    this.#onPublish = onPublish;
  }

  /** Judges a definition as publishing would; stores nothing. */
  async check(tenantId: string, definition: unknown): Promise<readonly Issue[]> {
    await this.#memory.load(tenantId);
    if (this.#kind === "flows") return checkStoredFlow(this.#ctx, this.#memory, tenantId, definition);
    if (this.#kind === "forms") return this.#checkForm(tenantId, definition);
    const rules = this.#memory.all(tenantId, "rules").map((one) => one.definition);
    return checkDefinition("rules", definition, { ...this.#envOf(tenantId), neighbours: { rules, floors: await legalFloors(this.#ctx.store, tenantId, definition) } });
  }

  #checkForm(tenantId: string, definition: unknown): readonly Issue[] {
    const issues = checkDefinition("forms", definition, this.#envOf(tenantId));
    return isClean(issues) ? [...issues, ...checkFormUsers(this.#ctx, this.#memory, tenantId, definition as FormDefinition)] : issues;
  }

  async list(tenantId: string, query: RouteRequest["query"]): Promise<{ items: DefSummary[]; next: string | null }> {
    await this.#memory.load(tenantId);
    const limit = limitOf(query);
    const after = readCursor(query, 1)?.[0] ?? "";
    const rows = await definitionRows(this.#ctx.store, tenantId, this.#kind, String(after), limit + 1);
    return pageOfRows(rows, limit, (row) => this.#summary(row), (row) => [row.id]);
  }

  /** Drafts are shown only to those who may edit. */
  async detail(actor: Actor, id: string, revision: number | undefined, seesDraft: boolean): Promise<DefDetail> {
    const row = await this.#present(actor.tenantId, id);
    const wanted = revision ?? row.revision;
    const stored = wanted === null ? undefined : await revisionByNumber(this.#ctx.store, actor.tenantId, this.#kind, id, wanted);
    if (revision !== undefined && !stored) throw this.#notFound();
    if (!stored && !(seesDraft && row.draft)) throw this.#notFound();
    return {
      id,
      published: stored ? fromJson<Definition & JsonObject>(stored.body) : null,
      draft: seesDraft && row.draft ? fromJson<Definition & JsonObject>(row.draft) : null,
      etag: (seesDraft ? row.draft_etag : null) ?? row.hash ?? "",
      hash: stored?.hash ?? null,
      ...(row.source === "pack" && row.pack_id !== null ? { packId: row.pack_id } : {}),
    };
  }

  async versions(tenantId: string, id: string): Promise<DefVersion[]> {
    await this.#present(tenantId, id);
    const rows = await revisionRows(this.#ctx.store, tenantId, this.#kind, id);
    return rows.map((row) => ({ revision: row.revision, hash: row.hash, at: iso(row.at), by: { id: row.by_id, name: row.by_name }, reason: row.reason }));
  }

  /** Whom publishing the draft concerns. */
  async impact(actor: Actor, id: string): Promise<DefImpact> {
    const row = await this.#present(actor.tenantId, id);
    return impactOf(this.#ctx, this.#memory, actor, this.#kind, row, (definition) => this.check(actor.tenantId, definition));
  }

  /** The caller has it open in the designer, or closes it. */
  async presence(book: PresenceBook, actor: Actor, id: string, isLeaving: boolean): Promise<Presence> {
    return book.heard(actor, this.#kind, await this.#present(actor.tenantId, id), isLeaving);
  }

  #tell(tx: Tx, actor: Actor, event: Omit<DefinitionEvent, "kind" | "by" | "at">): void {
    tx.afterCommit(() => tellDefinition(this.#ctx, actor, { kind: this.#kind, ...event }));
  }

  /** A new definition begins as a draft. Hostile content is refused, unfinished content is kept with its issues. */
  async create(actor: Actor, definition: unknown, unit: Unit, view: (issues: readonly Issue[]) => unknown): Promise<RouteReply> {
    const { body, issues } = await this.#admit(actor.tenantId, definition);
    const id = own(body, "id") as string;
    return unit(async (tx) => {
      const row = await definitionRow(tx, actor.tenantId, this.#kind, id);
      if (row && row.retired_at === null) throw new Refusal("DEF_EXISTS", { id });
      const etag = await this.#store(tx, actor, id, body);
      await this.#ctx.audit(tx, actor, { action: `${this.#kind}.create`, subject: { type: this.#kind, id }, detail: { etag } });
      return { status: 201, headers: { etag: `"${etag}"` }, body: { id, etag, issues: view(issues) } };
    });
  }

  async saveDraft(actor: Actor, id: string, definition: unknown, ifMatch: string | undefined, unit: Unit, view: (issues: readonly Issue[]) => unknown): Promise<RouteReply> {
    await this.#present(actor.tenantId, id);
    const { body, issues } = await this.#admit(actor.tenantId, definition);
    if (own(body, "id") !== id) throw new Refusal("DEF_INVALID", { id, count: 1 }, [{ code: "DEF_SHAPE", path: "/id", severity: "error", params: { field: "id", expected: id } }]);
    return unit(async (tx) => {
      const row = await definitionRow(tx, actor.tenantId, this.#kind, id);
      if (!row || row.retired_at !== null) throw this.#notFound();
      this.#matchEtag(row, ifMatch);
      const etag = await this.#store(tx, actor, id, body);
      await this.#ctx.audit(tx, actor, { action: `${this.#kind}.draft`, subject: { type: this.#kind, id }, detail: { etag } });
      this.#tell(tx, actor, { id, what: "saved", etag });
      return { status: 200, headers: { etag: `"${etag}"` }, body: { id, etag, issues: view(issues) } };
    });
  }

  async deleteDraft(actor: Actor, id: string, unit: Unit): Promise<RouteReply> {
    return unit(async (tx) => {
      const row = await definitionRow(tx, actor.tenantId, this.#kind, id);
      if (!row || row.retired_at !== null) throw this.#notFound();
      await dropDraft(tx, actor.tenantId, this.#kind, id);
      await this.#ctx.audit(tx, actor, { action: `${this.#kind}.draftDropped`, subject: { type: this.#kind, id } });
      this.#tell(tx, actor, { id, what: "dropped", etag: row.hash ?? "" });
      return { status: 204 };
    });
  }

  /** Makes the draft the next immutable revision, named by its content hash. */
  publish(...given: Publication): Promise<RouteReply> {
    return judging(this.#memory, given[0].tenantId, (standing) => this.#publishOnce(standing, ...given));
  }

  async #publishOnce(standing: Standing, ...[actor, id, reason, ifMatch, unit, view]: Publication): Promise<RouteReply> {
    const seen = await this.#present(actor.tenantId, id);
    if (!seen.draft) throw new Refusal("DEF_NO_DRAFT", { id });
    const draft = fromJson(seen.draft);
    const issues = await this.check(actor.tenantId, draft);
    if (!isClean(issues)) throw new Refusal("DEF_INVALID", { id, count: issues.filter((one) => one.severity === "error").length }, issues);
    const edit = seen.source === "pack" && seen.pack_id !== null ? await editPack(this.#ctx, this.#layers, actor, seen.pack_id, this.#kind, draft, reason) : undefined;
    if (edit) mustBeLawful(edit, id);
    return unit(async (tx) => {
      const row = await definitionRow(tx, actor.tenantId, this.#kind, id);
      if (!row?.draft || row.retired_at !== null) throw new Refusal("DEF_NO_DRAFT", { id });
      this.#matchEtag(row, ifMatch);
      if (row.draft_etag !== seen.draft_etag) throw this.#stale(row);
      await standing.mustHold(tx, id, judgedBy[this.#kind]);
      const revision = edit ? await this.#throughPack(tx, edit, row) : await this.#makeRevision(tx, actor, draft, row, reason);
      await this.#ctx.audit(tx, actor, { action: `${this.#kind}.publish`, subject: { type: this.#kind, id }, detail: { revision: revision.revision, hash: revision.hash, reason } });
      tx.afterCommit(() => this.#memory.put(actor.tenantId, revision));
      this.#tell(tx, actor, { id, what: "published", etag: revision.hash, revision: revision.revision });
      return { status: 200, body: { revision: revision.revision, hash: revision.hash, issues: view(issues) } };
    });
  }

  /** A definition of a pack is published as the tenant's overlay on it: the next version of the pack still reaches it. */
  async #throughPack(tx: Tx, { step }: PackEdit, row: DefinitionRow): Promise<PublishedRevision> {
    const { published } = await this.#layers.put(tx, step);
    const made = published.find((one) => one.kind === this.#kind && one.id === row.id);
    if (made) return made;
    await dropDraft(tx, row.tenant_id, this.#kind, row.id);
    const present = await revisionByNumber(tx, row.tenant_id, this.#kind, row.id, row.revision ?? 0);
    if (!present) throw this.#notFound();
    return parseRevision(present);
  }

  /** Takes a definition out of use, when nothing live uses it. */
  retire(actor: Actor, id: string, reason: string | undefined, unit: Unit): Promise<RouteReply> {
    return judging(this.#memory, actor.tenantId, (standing) => this.#retireOnce(standing, actor, id, reason, unit));
  }

  async #retireOnce(standing: Standing, actor: Actor, id: string, reason: string | undefined, unit: Unit): Promise<RouteReply> {
    await this.#present(actor.tenantId, id);
    const openAlarms = this.#kind === "rules" ? ((await this.#ctx.services.ruleUse?.openAlarms(actor.tenantId, id)) ?? 0) : 0;
    return unit(async (tx) => {
      const row = await definitionRow(tx, actor.tenantId, this.#kind, id);
      if (!row || row.retired_at !== null) throw this.#notFound();
      await standing.mustHold(tx, id, ["flows", "rules"]);
      const users = await usersOf(tx, this.#memory, actor.tenantId, this.#kind, id, openAlarms);
      if (users.length > 0) throw new Refusal("DEF_IN_USE", { id, users: users.map((one) => one.en), usersZh: users.map((one) => one.zh) });
      await retire(tx, actor.tenantId, this.#kind, id, this.#ctx.clock.now());
      await this.#ctx.audit(tx, actor, { action: `${this.#kind}.retire`, subject: { type: this.#kind, id }, ...(reason === undefined ? {} : { detail: { reason } }) });
      tx.afterCommit(() => this.#memory.remove(actor.tenantId, this.#kind, id));
      return { status: 204 };
    });
  }

  async #makeRevision(tx: Tx, actor: Actor, draft: JsonObject, row: DefinitionRow, reason: string): Promise<PublishedRevision> {
    const made = await nextRevision(tx, actor.tenantId, this.#kind, row.id);
    const definition = { ...draft, revision: made };
    const hash = hashOf(definition);
    await insertRevision(tx, {
      tenantId: actor.tenantId, kind: this.#kind, id: row.id, revision: made, hash, body: JSON.stringify(definition), title: titleOf(draft),
      category: categoryOf(draft), source: "local", packId: row.pack_id, at: this.#ctx.clock.now(), by: actor, reason,
    });
    const revision: PublishedRevision = { kind: this.#kind, id: row.id, revision: made, hash, definition: definition as never };
    const previous = row.revision === null ? undefined : await revisionByNumber(tx, actor.tenantId, this.#kind, row.id, row.revision);
    await this.#onPublish(tx, actor.tenantId, revision, previous?.body);
    return revision;
  }

  async #store(tx: Tx, actor: Actor, id: string, body: JsonObject): Promise<string> {
    const etag = hashText(`${canonicalJson(body)}\n${this.#ctx.newId()}`).slice(0, 32);
    await writeDraft(tx, {
      tenantId: actor.tenantId, kind: this.#kind, id, title: titleOf(body), category: categoryOf(body), draft: JSON.stringify(body), etag, by: actor.id, at: this.#ctx.clock.now(),
    });
    return etag;
  }

  async #admit(tenantId: string, definition: unknown): Promise<{ body: JsonObject; issues: readonly Issue[] }> {
    const issues = await this.check(tenantId, definition);
    const hostile = issues.filter((one) => one.severity === "error" && isHostile(one.code));
    if (hostile.length > 0 || !isObject(definition)) {
      throw new Refusal("DEF_INVALID", { id: isObject(definition) ? String(own(definition, "id") ?? "").slice(0, 80) : "", count: hostile.length }, hostile);
    }
    return { body: definition, issues };
  }

  #envOf(tenantId: string): CheckEnv {
    return checkEnvOf(this.#ctx, tenantId, publishedOf(this.#memory, tenantId));
  }

  async #present(tenantId: string, id: string): Promise<DefinitionRow> {
    await this.#memory.load(tenantId);
    const row = await definitionRow(this.#ctx.store, tenantId, this.#kind, id);
    if (!row || row.retired_at !== null) throw this.#notFound();
    return row;
  }

  #matchEtag(row: DefinitionRow, ifMatch: string | undefined): void {
    if (ifMatch === undefined) throw new Refusal("DEF_ETAG_MISSING");
    const asked = ifMatch.replace(/^W\//, "").replace(/^"|"$/g, "");
    if (asked !== (row.draft_etag ?? row.hash ?? "")) throw this.#stale(row);
  }

  #stale(row: DefinitionRow): Refusal {
    const by = row.draft_by ?? row.published_by ?? "";
    return new Refusal("DEF_STALE", { id: row.id, by: personRef(this.#ctx.directory(row.tenant_id), by).name });
  }

  #notFound(): Refusal {
    return new Refusal("NOT_FOUND", { what: this.#kind.slice(0, -1) });
  }

  #summary(row: DefinitionRow): DefSummary {
    const directory = this.#ctx.directory(row.tenant_id);
    return {
      id: row.id,
      title: { zh: row.title_zh, en: row.title_en },
      ...(row.category === null ? {} : { category: row.category }),
      published: row.revision === null ? null : { revision: row.revision, hash: row.hash ?? "", at: iso(row.published_at), by: personRef(directory, row.published_by ?? "") },
      draft: row.draft_etag === null ? null : { updatedAt: iso(row.draft_at), by: personRef(directory, row.draft_by ?? ""), etag: row.draft_etag },
      ...(row.pack_id === null ? {} : { packId: row.pack_id }),
      source: row.source,
    };
  }
}
