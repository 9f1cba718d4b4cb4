import { idParamsSchema, printQuerySchema, verifiedPrintSchema } from "@safeloop/engine";
import { openAuditKeys } from "../audit/auditKey.ts";
import type { ServerContext, Slice } from "../context.ts";
import { closed } from "../http/shapes.ts";
import { printSubmission } from "./printSubmission.ts";
import { verifyPrint } from "./verifyPrint.ts";

/** Filled forms on paper, and the question of whoever holds one: is it still true? */
export function printSlice(ctx: ServerContext): Slice {
  const { printKey } = openAuditKeys(ctx.config.dataDir);
  return {
    name: "print",
    routes: [
      {
        method: "GET", url: "/api/v1/submissions/:id/print.pdf", summary: "One submission as A4 PDF, as far as the caller may read it", policy: { kind: "permission", permission: "submission.read" },
        schema: { params: idParamsSchema, query: printQuerySchema }, handler: (req) => printSubmission(ctx, printKey, req),
      },
      {
        // The code is the token: only who has seen the paper knows it, and the answer names nobody.
        method: "GET", url: "/api/v1/verify/:code", summary: "Whether a printed paper still says what the record says", policy: { kind: "public" },
        schema: { params: closed({ code: { type: "string", minLength: 1, maxLength: 200 } }, ["code"]), response: { 200: verifiedPrintSchema } },
        handler: async (req) => ({ body: await verifyPrint(ctx, printKey, req.params["code"] ?? ""), headers: { "cache-control": "no-store" } }),
      },
    ],
  };
}
