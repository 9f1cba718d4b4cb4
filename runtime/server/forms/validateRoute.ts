import { answersByXid, formOf, idParamsSchema, isClean, isObject, issue, Refusal, validateDataBodySchema, validateSubmission, validDataSchema, type JsonObject } from "@safeloop/engine";
import type { Route, ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
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
      const { data, draft } = req.body as { readonly data: unknown; readonly draft?: boolean };
      if (!isObject(data)) throw new Refusal("SUBMISSION_INVALID", { count: 1 }, [issue("FORM_DATA_SHAPE", "")]);
      const compiled = formOf(form.definition);
      const facts = await factContext(ctx, ctx.store, { tenantId, form: form.definition, answers: answersByXid(compiled, data as JsonObject), actorId, initiatorId: actorId, event: "submit" });
      const verdict = validateSubmission(compiled, data as JsonObject, facts, { draft: draft === true });
      if (!isClean(verdict.issues)) throw new Refusal("SUBMISSION_INVALID", { count: verdict.issues.filter((one) => one.severity === "error").length }, verdict.issues);
      return { body: { valid: true, data: verdict.data } };
    },
  };
}
