import { flowReportQuerySchema, flowReportSchema, idParamsSchema } from "@safeloop/engine";
import type { MakeSlice } from "../context.ts";
import { flowReport } from "./flowReport.ts";

/** What flows have come to: reports over their instances. */
export const reportsSlice: MakeSlice = (ctx) => ({
  name: "reports",
  routes: [
    {
      method: "GET", url: "/api/v1/flows/:id/report", summary: "How instances of a flow have gone: variants, time in each step, what was overdue", policy: { kind: "permission", permission: "submission.readAll" },
      schema: { params: idParamsSchema, query: flowReportQuerySchema, response: { 200: flowReportSchema } },
      handler: async (req) => ({ body: await flowReport(ctx, req.actor, req.params["id"] ?? "", req.query) }),
    },
  ],
});
