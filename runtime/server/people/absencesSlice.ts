import { absenceBodySchema, absenceEndedSchema, absencePageSchema, absenceViewSchema, type AbsenceBody } from "@safeloop/engine";
import type { MakeSlice, Route } from "../context.ts";
import { pageOf, pageQuery } from "../http/page.ts";
import { closed, idText } from "../http/shapes.ts";
import { AbsencesService } from "./absencesService.ts";
import { onTurns } from "./absencesTelling.ts";

const session = { kind: "session" } as const;

/** `/api/v1/absences`: who is away when, and who stands in. Those of others need `people.edit` at their unit. */
export const makeAbsencesSlice: MakeSlice = (ctx) => {
  const absences = new AbsencesService(ctx);
  onTurns(ctx);
  const url = "/api/v1/absences";
  const query = closed({ ...pageQuery, personId: idText });
  const routes: readonly Route[] = [
    {
      method: "GET", url, summary: "Absences of a person and those in which they stand in; mine when no person is named", policy: session, schema: { query, response: { 200: absencePageSchema } },
      handler: async (req) => ({ body: pageOf(await absences.list(req.actor, req.query["personId"] as string | undefined), req.query) }),
    },
    {
      method: "POST", url, summary: "Register an absence and who stands in", policy: session, schema: { body: absenceBodySchema, response: { 201: absenceViewSchema } },
      handler: (req) => req.unit(async (tx) => ({ status: 201, body: await absences.create(tx, req.actor, req.body as AbsenceBody) })),
    },
    {
      method: "POST", url: `${url}/:id/end`, summary: "End an absence now, or remove one that has not begun", policy: session, schema: { params: closed({ id: idText }, ["id"]), response: { 200: absenceEndedSchema } },
      handler: (req) => req.unit(async (tx) => ({ body: await absences.end(tx, req.actor, req.params["id"] ?? "") })),
    },
  ];
  return { name: "absences", routes };
};
