import { compareVersions, isClean, Refusal, type PackImported } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { RouteReply, RouteRequest, ServerContext, Tx } from "../../context.ts";
import { issueViews } from "../../views/issueView.ts";
import { packFilesOf } from "../archive/packArchive.ts";
import { readArchive } from "../archive/readArchive.ts";
import { signerOf, type Signer } from "../archive/signature.ts";
import { keepPack, keptPack, packHash } from "../layers/bodies.ts";
import type { PackLayers } from "../layers/packLayers.ts";
import type { PackCheckAnswer } from "./packCheckTask.ts";
import { isTrusted } from "./packKeys.ts";

/** Bytes of an archive as it comes over the wire. */
export const archiveBytes = 20 * 1_048_576;

async function archiveIn(req: RouteRequest): Promise<Buffer> {
  const part = await (req.raw as FastifyRequest).file({ limits: { fileSize: archiveBytes, files: 1 } });
  if (!part || part.fieldname !== "file") throw new Refusal("FILE_MISSING");
  const bytes = await part.toBuffer().catch(() => undefined);
  if (!bytes || part.file.truncated) throw new Refusal("FILE_TOO_LARGE", { limitMb: archiveBytes / 1_048_576, kind: "file" });
  return bytes;
}

interface Offered {
  readonly version: string;
  readonly hash: string;
  readonly signer: string | null;
}

/** Takes a pack in from a file: nothing is written before every check has passed. */
export class PackImport {
  readonly #ctx: ServerContext;
  readonly #layers: Pick<PackLayers, "shipped">;

  constructor(ctx: ServerContext, layers: Pick<PackLayers, "shipped">) {
    this.#ctx = ctx;
    this.#layers = layers;
  }

  /** With `dryRun` only says what it would do. */
  async take(req: RouteRequest): Promise<RouteReply> {
    const files = await readArchive(await archiveIn(req));
    const signer = signerOf(files);
    const { tenantId } = req.actor;
    const templatesDir = this.#ctx.config.templatesDir;
    const checked = await this.#ctx.worker.run("packCheck", { files: packFilesOf(files), packs: await this.#offers(tenantId), ...(templatesDir === undefined ? {} : { templatesDir }) });
    const { manifest } = checked.pack;
    if (!isClean(checked.issues)) throw new Refusal("PACK_REFUSED", { id: String(manifest.id).slice(0, 80), count: checked.issues.filter((one) => one.severity === "error").length }, checked.issues.slice(0, 200));
    const trusted = signer !== undefined && (await isTrusted(this.#ctx.store, tenantId, signer.keyId));
    if (req.query["dryRun"] === true) return { body: this.#view(req, checked, signer, trusted, false) };
    return req.unit((tx) => this.#store(tx, req, checked, signer, trusted));
  }

  async #store(tx: Tx, req: RouteRequest, checked: PackCheckAnswer, signer: Signer | undefined, trusted: boolean): Promise<RouteReply> {
    const { id, version } = checked.pack.manifest;
    const { tenantId } = req.actor;
    await this.#mayTake(tx, tenantId, checked, signer, trusted);
    const hash = await keepPack(tx, checked.pack, this.#ctx.clock.now());
    await tx.run({
      sql: "insert into pack_offers (tenant_id, pack_id, version, hash, signer, at, by_id) values (?,?,?,?,?,?,?) on conflict (tenant_id, pack_id, version) do nothing",
      bindings: [tenantId, id, version, hash, signer ? JSON.stringify(signer) : null, this.#ctx.clock.now(), req.actor.id],
    });
    await this.#ctx.audit(tx, req.actor, { action: "pack.import", subject: { type: "pack", id }, detail: { version, hash, signer: signer?.keyId ?? null, trusted } });
    return { status: 201, body: this.#view(req, checked, signer, trusted, true) };
  }

  /** A name stays with who has it; a released version never changes. */
  async #mayTake(tx: Tx, tenantId: string, checked: PackCheckAnswer, signer: Signer | undefined, trusted: boolean): Promise<void> {
    const { id, version, standard } = checked.pack.manifest;
    if (standard === true && !trusted) throw new Refusal("PACK_UNTRUSTED", { id });
    if (!trusted && this.#layers.shipped.some((one) => one.manifest.id === id)) throw new Refusal("PACK_TAKEN", { id });
    const before = await tx.all<Offered>({ sql: "select version, hash, signer from pack_offers where tenant_id = ? and pack_id = ?", bindings: [tenantId, id] });
    const same = before.find((one) => one.version === version);
    if (same && same.hash !== packHash(checked.pack)) throw new Refusal("PACK_VERSION_TAKEN", { id, version });
    const last = [...before].sort((a, b) => compareVersions(b.version, a.version))[0];
    const lastKey = last?.signer ? (JSON.parse(last.signer) as Signer).keyId : undefined;
    if (lastKey !== undefined && lastKey !== signer?.keyId && !trusted) throw new Refusal("PACK_TAKEN", { id });
  }

  #view(req: RouteRequest, checked: PackCheckAnswer, signer: Signer | undefined, trusted: boolean, stored: boolean): PackImported {
    const { manifest, forms, flows, rules } = checked.pack;
    return {
      id: manifest.id, version: manifest.version, title: { ...manifest.title }, publisher: manifest.publisher, stored,
      signer: signer ? { keyId: signer.keyId, publicKey: signer.publicKey, name: signer.name, at: signer.at, trusted } : null,
      counts: { templates: manifest.templates.length, forms: forms.length, flows: flows.length, rules: rules.length, cases: checked.cases },
      issues: issueViews(checked.issues, req.locale),
    };
  }

  async #offers(tenantId: string) {
    const rows = await this.#ctx.store.all<{ hash: string }>({ sql: "select hash from pack_offers where tenant_id = ?", bindings: [tenantId] });
    return Promise.all(rows.map((row) => keptPack(this.#ctx.store, row.hash)));
  }
}
