import { printCopies, printModel, Refusal, type PrintDocument, type PrintQuery } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { serviceOf } from "../services.ts";
import { visibleSubmission } from "../submissions/visibility.ts";
import { printedRecord, type PrintedRecord } from "./record.ts";
import { printFacts } from "./printFacts.ts";
import { sealCode } from "./verifyCode.ts";

/** What of pictures goes into one PDF: phones send photos of half a megabyte, and a paper is sent on by mail. */
const pictureLimits = { bytes: 3_000_000, pixels: 25_000_000, allBytes: 20_000_000 } as const;

function addressOf(ctx: ServerContext, req: RouteRequest): string {
  const raw = req.raw as FastifyRequest;
  return ctx.config.publicUrl?.replace(/\/$/, "") ?? `${raw.protocol}://${raw.host}`;
}

function filesIn(document: PrintDocument): readonly string[] {
  const signs = document.blocks.flatMap((block) => {
    if (block.kind === "grid") return block.lines.flatMap((line) => line.flatMap((pair) => pair.value.signs ?? []));
    return block.kind === "table" ? block.rows.flatMap((row) => row.flatMap((cell) => cell.signs ?? [])) : [];
  });
  const photos = document.blocks.flatMap((block) => (block.kind === "photos" ? block.items.map((item) => item.file) : []));
  return [...new Set([...signs.flatMap((sign) => sign.file ?? []), ...photos])];
}

/** A name every system can store; the rest of it is told apart by the number. */
function fileName(record: PrintedRecord, copy: string | undefined): string {
  const name = [record.submission.number ?? record.submission.form_id, ...(copy === undefined ? [] : [copy])].join("-");
  return `${name.replace(/[^0-9A-Za-z._-]+/g, "_")}.pdf`;
}

/** One submission the caller may see, as PDF. */
export async function printSubmission(ctx: ServerContext, printKey: Uint8Array, req: RouteRequest): Promise<RouteReply> {
  const { locale: asked, copy } = req.query as PrintQuery;
  const locale = asked === undefined ? req.locale : asked === "en" ? "en" : "zh-CN";
  const seen = await visibleSubmission(ctx, ctx.store, req.actor, req.params["id"] ?? "");
  const record = await printedRecord(ctx, ctx.store, seen.tenant_id, seen.id);
  if (!record) throw new Refusal("NOT_FOUND", { what: "submission" });
  if (copy !== undefined && !printCopies(record.form).some((one) => one.id === copy)) throw new Refusal("PRINT_COPY_UNKNOWN", { copy });
  const url = `${addressOf(ctx, req)}/verify/${sealCode(printKey, { submission: seen.id, hash: record.hash })}`;
  const facts = await printFacts(ctx, ctx.store, req.actor, record, url);
  const document = printModel(record.form, facts, locale, copy);
  const pictures = await serviceOf(ctx.services, "files").pictures(seen.tenant_id, filesIn(document), pictureLimits);
  const pdf = await ctx.worker.run("print", {
    document, font: ctx.config.printFont, paper: { title: `${document.title} ${document.number}`.trim(), at: facts.now, language: locale },
    pictures: new Map([...pictures].map(([id, bytes]) => [id, { bytes }])),
  });
  return {
    body: pdf,
    headers: {
      "content-type": "application/pdf", "content-disposition": `inline; filename="${fileName(record, copy)}"`, "cache-control": "private, no-store",
      // The viewer of a browser brings its own styles; nothing of a print may load or run anything.
      "content-security-policy": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  };
}
