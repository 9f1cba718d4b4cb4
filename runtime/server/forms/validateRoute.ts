import { answersByXid, formOf, idParamsSchema, isClean, Refusal, validateDataBodySchema, validDataSchema } from "@safeloop/engine";
import type { Route, ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { judgeData, sentData } from "./judgeData.ts";
import { factContext } from "../instances/factContext.ts";

/** `POST /forms/:id/validate`: judges data against the published form; stores nothing. */
export function validateFormDataRoute(ctx: ServerContext, definitions: DefinitionsService): Route {
  return {
    method: "POST", url: "/api/v1/forms/:id/validate", summary: "Judge data against the published form", policy: { kind: "permission", permission: "form.read" }, idempotency: "off",
    schema: { params: idParamsSchema, body: validateDataBodySchema, response: { 200: validDataSchema } },
    handler: async (req) => {
      const { tenantId, id: actorId } = req.actor;
      await definitions.load(tenantId);
      const form = definitions.published(tenantId, "forms", req.params["id"] ?? "");
      if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
      const { data: sent, draft } = req.body as { readonly data: unknown; readonly draft?: boolean };
      const data = sentData(sent);
      const compiled = formOf(form.definition);
      const facts = await factContext(ctx, ctx.store, { tenantId, form: form.definition, answers: answersByXid(compiled, data), actorId, initiatorId: actorId, event: "submit" });
      const verdict = judgeData(compiled, data, facts, { draft: draft === true });
      if (!isClean(verdict.issues)) throw new Refusal("SUBMISSION_INVALID", { count: verdict.issues.filter((one) => one.severity === "error").length }, verdict.issues);
      return { body: { valid: true, data: verdict.data } };
    },
  };
}
