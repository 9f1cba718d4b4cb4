import { answersByXid, formOf, idParamsSchema, isClean, isObject, issue, own, Refusal, validDataSchema } from "@safeloop/engine";
import type { Route, ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { judgeData, sentData } from "./judgeData.ts";
import { factContext } from "../instances/factContext.ts";

/** Any JSON is a question here: what has not the shape is judged (422), only what is no JSON is refused as a request (400). */
const anyJson = { type: ["object", "array", "string", "number", "boolean", "null"], description: "{data, draft?}: the data to judge, by property key" } as const;

function asked(body: unknown): { readonly data: unknown; readonly draft: boolean } {
  const known = isObject(body) && Object.keys(body).every((key) => key === "data" || key === "draft");
  if (!known || own(body, "data") === undefined) throw new Refusal("SUBMISSION_INVALID", { count: 1 }, [issue("FORM_DATA_SHAPE", "/data")]);
  return { data: own(body, "data"), draft: own(body, "draft") === true };
}

/** `POST /forms/:id/validate`: judges data against the published form; stores nothing. */
export function validateFormDataRoute(ctx: ServerContext, definitions: DefinitionsService): Route {
  return {
    method: "POST", url: "/api/v1/forms/:id/validate", summary: "Judge data against the published form", policy: { kind: "permission", permission: "form.read" }, idempotency: "off",
    schema: { params: idParamsSchema, body: anyJson, response: { 200: validDataSchema } },
    handler: async (req) => {
      const { tenantId, id: actorId } = req.actor;
      await definitions.load(tenantId);
      const form = definitions.published(tenantId, "forms", req.params["id"] ?? "");
      if (!form) throw new Refusal("NOT_FOUND", { what: "form" });
      const { data: sent, draft } = asked(req.body);
      const data = sentData(sent);
      const compiled = formOf(form.definition);
      const facts = await factContext(ctx, ctx.store, { tenantId, form: form.definition, answers: answersByXid(compiled, data), actorId, initiatorId: actorId, event: "submit" });
      const verdict = judgeData(compiled, data, facts, { draft });
      if (!isClean(verdict.issues)) throw new Refusal("SUBMISSION_INVALID", { count: verdict.issues.filter((one) => one.severity === "error").length }, verdict.issues);
      return { body: { valid: true, data: verdict.data } };
    },
  };
}
