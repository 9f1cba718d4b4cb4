import { Refusal } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { Actor, MakeSlice, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { closed, idText } from "../http/shapes.ts";
import type { FilesService, PictureLimits } from "../services.ts";
import { BlobStore, type Incoming } from "./blobStore.ts";
import { checkContent, cleanName, type FileKind, fileKinds, limitMb, servingHeaders } from "./fileRules.ts";
import { sniff, type Sniffed } from "./sniff.ts";
import { stripLocation } from "./stripLocation.ts";

interface FileRow {
  readonly id: string;
  readonly owner_id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
}

type MayRead = (actor: Actor, subjectId: string) => Promise<boolean>;

interface PictureRow {
  readonly id: string;
  readonly mime: string;
  readonly size: number;
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** A picture whose size nobody knows could be a bomb. */
function isPrintable(row: PictureRow, limits: PictureLimits): boolean {
  const pixels = (row.width ?? Number.POSITIVE_INFINITY) * (row.height ?? Number.POSITIVE_INFINITY);
  return (row.mime === "image/jpeg" || row.mime === "image/png") && row.size <= limits.bytes && pixels <= limits.pixels;
}

/** Attachments: taken in, checked, made durable, and only then named by a row. */
class FileRoutes implements FilesService {
  readonly #ctx: ServerContext;
  readonly #blobs: BlobStore;
  readonly #readers = new Map<string, MayRead>();

  constructor(ctx: ServerContext) {
    this.#ctx = ctx;
    this.#blobs = new BlobStore(ctx.config.dataDir);
  }

  readableBy(subjectType: string, mayRead: MayRead): void {
    this.#readers.set(subjectType, mayRead);
  }

  async pictures(tenantId: string, ids: readonly string[], limits: PictureLimits): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    if (ids.length === 0) return found;
    const rows = await this.#ctx.store.all<PictureRow>({ sql: `select id, mime, size, sha256, width, height from files where tenant_id = ? and id in (${ids.map(() => "?").join(",")})`, bindings: [tenantId, ...ids] });
    const byId = new Map(rows.map((row) => [row.id, row]));
    let left = limits.allBytes;
    for (const row of ids.flatMap((id) => byId.get(id) ?? [])) {
      const bytes = isPrintable(row, limits) && row.size <= left ? await this.#blobs.bytes(row.sha256) : undefined;
      if (bytes) found.set(row.id, bytes);
      left -= bytes?.length ?? 0;
    }
    return found;
  }

  async upload(req: RouteRequest): Promise<RouteReply> {
    const kind = (req.query["kind"] ?? "file") as FileKind;
    const keepLocation = req.query["keepLocation"] === true;
    const limit = limitMb(this.#ctx.config, kind);
    const part = await (req.raw as FastifyRequest).file({ limits: { fileSize: limit * 1_048_576 + 1, files: 1 } });
    if (!part || part.fieldname !== "file") throw new Refusal("FILE_MISSING");
    const incoming = await this.#blobs.receive(part.file, limit * 1_048_576);
    try {
      if (incoming.truncated || part.file.truncated) throw new Refusal("FILE_TOO_LARGE", { limitMb: limit, kind });
      if (incoming.size === 0) throw new Refusal("FILE_EMPTY");
      return await this.#keep(req, incoming, kind, cleanName(part.filename), keepLocation);
    } finally {
      await this.#blobs.drop(incoming);
    }
  }

  async #keep(req: RouteRequest, incoming: Incoming, kind: FileKind, name: string, keepLocation: boolean): Promise<RouteReply> {
    const found = sniff(await this.#blobs.head(incoming));
    checkContent(kind, found);
    const ready = found.mime === "image/jpeg" && !keepLocation ? await this.#blobs.rewrite(incoming, stripLocation(await this.#blobs.read(incoming))) : incoming;
    const sha256 = await this.#blobs.keep(ready);
    return this.#addRow(req, { kind, name, found, size: ready.size, sha256 });
  }

  #addRow(req: RouteRequest, file: { kind: FileKind; name: string; found: Sniffed; size: number; sha256: string }): Promise<RouteReply> {
    const { actor } = req;
    const id = this.#ctx.newId();
    const now = this.#ctx.clock.now();
    const { kind, name, size, sha256, found } = file;
    const { mime, width, height } = found;
    return req.unit(async (tx) => {
      const sql = "insert into files (id, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, width, height, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
      await tx.run({ sql, bindings: [id, actor.tenantId, actor.orgId, actor.id, name, mime, kind, size, sha256, width ?? null, height ?? null, now] });
      await this.#ctx.audit(tx, actor, { action: "file.create", subject: { type: "file", id }, detail: { name, mime, size, sha256 } });
      const ref = { id, name, mime, size, sha256, kind, createdAt: new Date(now).toISOString(), ...(width === undefined || height === undefined ? {} : { width, height }) };
      return { status: 201, body: ref };
    });
  }

  async download(req: RouteRequest): Promise<RouteReply> {
    const row = await this.#ctx.store.first<FileRow>({ sql: "select id, owner_id, name, mime, size, sha256, subject_type, subject_id from files where id = ? and tenant_id = ?", bindings: [req.params["id"] ?? "", req.actor.tenantId] });
    if (!row || !(await this.#mayRead(req.actor, row))) throw new Refusal("NOT_FOUND", { what: "file" });
    const headers = servingHeaders(row);
    if (req.headers["if-none-match"] === headers["etag"]) return { status: 304, headers };
    const size = await this.#blobs.sizeOf(row.sha256);
    if (size === undefined) throw new Error(`The bytes of file ${row.id} (${row.sha256}) are not in the data folder.`);
    const range = rangeOf(req.headers["range"], size);
    if (!range) return { status: 200, headers: { ...headers, "content-length": String(size) }, body: this.#blobs.open(row.sha256) };
    const part = { "content-range": `bytes ${range.start}-${range.end}/${size}`, "content-length": String(range.end - range.start + 1) };
    return { status: 206, headers: { ...headers, ...part }, body: this.#blobs.open(row.sha256, range) };
  }

  /** Its owner while it hangs on nothing; after that whoever may read what it hangs on. */
  async #mayRead(actor: Actor, row: FileRow): Promise<boolean> {
    if (row.owner_id === actor.id) return true;
    const mayRead = row.subject_type === null ? undefined : this.#readers.get(row.subject_type);
    return mayRead !== undefined && row.subject_id !== null && mayRead(actor, row.subject_id);
  }
}

/** One byte range, as video players ask for. Anything else gets the whole file. */
function rangeOf(header: string | readonly string[] | undefined, size: number): { start: number; end: number } | undefined {
  const match = typeof header === "string" ? /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header) : null;
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return start <= end ? { start, end } : undefined;
}

/** `/api/v1/files`. */
export const makeFilesSlice: MakeSlice = (ctx) => {
  const own = new FileRoutes(ctx);
  ctx.services.files = own;
  const url = "/api/v1/files";
  const query = closed({ kind: { enum: [...fileKinds] }, keepLocation: { type: "boolean" } });
  const routes: readonly Route[] = [
    { method: "POST", url, summary: "Upload one attachment (field \"file\")", policy: { kind: "permission", permission: "file.write" }, consumes: ["multipart/form-data"], bodyLimit: Math.max(ctx.config.maxUploadMb.photo, ctx.config.maxUploadMb.video) * 1_048_576 + 65_536, schema: { query }, handler: (req) => own.upload(req) },
    { method: "GET", url: `${url}/:id`, summary: "The bytes of an attachment", policy: { kind: "session" }, schema: { params: closed({ id: idText }, ["id"]) }, handler: (req) => own.download(req) },
  ];
  return { name: "files", routes };
};
