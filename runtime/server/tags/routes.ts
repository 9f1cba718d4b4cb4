import { isFound, isReport, type Issue, Refusal, type Tag, tagPageSchema, type TagView, tagViewSchema } from "@safeloop/engine";
import { spelling } from "@safeloop/engine/spelling";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { tagsOfCsv } from "./tagCsv.ts";
import { completeTag, type TagDraft } from "./tagDraft.ts";
import { measurements, tagBodySchema, tagChangeSchema } from "./tagSchema.ts";
import { TagStore } from "./tagStore.ts";

const read: Policy = { kind: "permission", permission: "tag.read" };
const edit: Policy = { kind: "permission", permission: "tag.edit" };

const listQuery = {
  type: "object",
  properties: {
    q: { type: "string", maxLength: 80 },
    area: { type: "string", maxLength: 60 },
    measurement: { enum: [...measurements] },
    cursor: { type: "string", maxLength: 80 },
    limit: { type: "integer", minimum: 1, maximum: 1000 },
  },
  additionalProperties: false,
} as const;

/** What the latest reading and open alarms say about a tag, beside its definition. */
function viewOf(ctx: ServerContext, tenantId: string, tag: Tag): TagView {
  const { latest } = ctx.services;
  const newest = latest?.of(tenantId, tag.id) ?? null;
  return { ...tag, latest: newest && { ...newest, ts: new Date(newest.ts).toISOString() }, alarms: latest?.openAlarms(tenantId, tag.id) ?? 0 };
}

function matches(tag: Tag, query: RouteRequest["query"]): boolean {
  if (isReport(tag) && query["measurement"] !== tag.measurement) return false; // forms are found by their form
  return (query["area"] === undefined || tag.area === query["area"]) && (query["measurement"] === undefined || tag.measurement === query["measurement"]) && isFound([tag.id, tag.title.zh, tag.title.en, tag.asset ?? "", tag.medium ?? ""], String(query["q"] ?? ""), spelling);
}

function list(ctx: ServerContext, tags: TagStore, req: RouteRequest): RouteReply {
  const limit = Number(req.query["limit"] ?? 50);
  const after = String(req.query["cursor"] ?? "");
  const found = tags.all(req.actor.tenantId).filter((tag) => matches(tag, req.query)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const rest = found.filter((tag) => tag.id > after);
  const page = rest.slice(0, limit);
  return { body: { items: page.map((tag) => viewOf(ctx, req.actor.tenantId, tag)), next: rest.length > limit ? (page.at(-1)?.id ?? null) : null, total: found.length } };
}

function known(tags: TagStore, req: RouteRequest): Tag {
  const id = req.params["id"] ?? "";
  const tag = tags.find(req.actor.tenantId, id);
  if (!tag) throw new Refusal("NOT_FOUND", { what: id });
  return tag;
}

/** A tag people may change; what the platform counts follows the rules that ask for it. */
function editable(tags: TagStore, req: RouteRequest): Tag {
  const tag = known(tags, req);
  if (tag.computed) throw new Refusal("TAG_COMPUTED", { id: tag.id });
  return tag;
}

function complete(ctx: ServerContext, req: RouteRequest, draft: TagDraft): Tag {
  const result = completeTag(draft, ctx.directory(req.actor.tenantId));
  if ("tag" in result) return result.tag;
  const first = result.issues[0];
  throw new Refusal(first?.code ?? "INTERNAL", first?.params ?? {}, result.issues);
}

function put(ctx: ServerContext, tags: TagStore, req: RouteRequest, tag: Tag, action: "tag.create" | "tag.change", status: number): Promise<RouteReply> {
  return req.unit(async (tx) => {
    await tags.put(tx, req.actor.tenantId, tag, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action, subject: { type: "tag", id: tag.id } });
    return { status, body: viewOf(ctx, req.actor.tenantId, tag) };
  });
}

function create(ctx: ServerContext, tags: TagStore, req: RouteRequest): Promise<RouteReply> {
  const tag = complete(ctx, req, req.body as TagDraft);
  if (tags.find(req.actor.tenantId, tag.id)) throw new Refusal("TAG_EXISTS", { id: tag.id });
  return put(ctx, tags, req, tag, "tag.create", 201);
}

function retire(ctx: ServerContext, tags: TagStore, req: RouteRequest): Promise<RouteReply> {
  const { id } = editable(tags, req);
  const rules = (ctx.services.definitions?.all(req.actor.tenantId, "rules") ?? []).filter(({ definition }) => "tags" in definition.select && definition.select.tags.includes(id));
  if (rules.length > 0) throw new Refusal("TAG_IN_USE", { id, rules: rules.map((rule) => rule.id) });
  return req.unit(async (tx) => {
    await tags.retire(tx, req.actor.tenantId, id, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action: "tag.retire", subject: { type: "tag", id } });
    return { status: 204 };
  });
}

/** Takes what is right and lists what is not, line by line; nothing of a wrong line is written. */
async function importCsv(ctx: ServerContext, tags: TagStore, req: RouteRequest): Promise<RouteReply> {
  const { drafts, issues } = tagsOfCsv(String(req.body));
  const tenantId = req.actor.tenantId;
  const completed = drafts.map(({ draft, line }) => ({ line, result: completeTag(draft, ctx.directory(tenantId)) }));
  const wrong = completed.flatMap(({ line, result }): Issue[] => ("issues" in result ? result.issues.map((one) => ({ ...one, path: `/${line}${one.path}` })) : []));
  const right = completed.flatMap(({ result }) => ("tag" in result ? [result.tag] : []));
  const isDryRun = req.query["dryRun"] === true;
  const updated = right.filter((tag) => tags.find(tenantId, tag.id)).length;
  const body = { created: right.length - updated, updated, issues: [...issues, ...wrong], dryRun: isDryRun };
  if (isDryRun || right.length === 0) return { body };
  return req.unit(async (tx) => {
    for (const tag of right) await tags.put(tx, tenantId, tag, ctx.clock.now());
    await ctx.audit(tx, req.actor, { action: "tag.import", subject: { type: "tag", id: `${right.length}` }, detail: { created: body.created, updated } });
    return { body };
  });
}

const dryRunQuery = { type: "object", properties: { dryRun: { type: "boolean" } }, additionalProperties: false } as const;

function routes(ctx: ServerContext, tags: TagStore): Route[] {
  return [
    { method: "GET", url: "/api/v1/tags", summary: "List tags with their latest reading", policy: read, schema: { query: listQuery, response: { 200: tagPageSchema } }, handler: async (req) => list(ctx, tags, req) },
    { method: "GET", url: "/api/v1/tags/:id", summary: "One tag with its latest reading", policy: read, schema: { response: { 200: tagViewSchema } }, handler: async (req) => ({ body: viewOf(ctx, req.actor.tenantId, known(tags, req)) }) },
    { method: "POST", url: "/api/v1/tags", summary: "Add a tag", policy: edit, schema: { body: tagBodySchema, response: { 201: tagViewSchema } }, handler: async (req) => create(ctx, tags, req) },
    { method: "PATCH", url: "/api/v1/tags/:id", summary: "Change a tag", policy: edit, schema: { body: tagChangeSchema, response: { 200: tagViewSchema } }, handler: async (req) => put(ctx, tags, req, complete(ctx, req, { ...editable(tags, req), ...(req.body as Partial<TagDraft>) }), "tag.change", 200) },
    { method: "DELETE", url: "/api/v1/tags/:id", summary: "Take a tag out of use; its readings stay", policy: edit, handler: async (req) => retire(ctx, tags, req) },
    { method: "POST", url: "/api/v1/tags/import", summary: "Add and change tags from a CSV list; dryRun=true only checks", policy: edit, consumes: ["text/csv"], bodyLimit: 8 * 1024 * 1024, schema: { query: dryRunQuery }, handler: (req) => importCsv(ctx, tags, req) },
  ];
}

/** Tags: the measured points readings refer to. */
export const tagsSlice: MakeSlice = (ctx) => {
  const tags = new TagStore(ctx.store);
  ctx.services.tags = tags;
  return { name: "tags", routes: routes(ctx, tags), load: () => tags.load() };
};
