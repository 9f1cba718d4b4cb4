import { setImmediate } from "node:timers/promises";
import { beginSimulation, Refusal, simulate, simulateBodySchema, simulatedSchema, toPackCase, withoutUndone, type SimulateBody, type Simulation } from "@safeloop/engine";
import type { MakeSlice, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { type AskedSimulation, simulationOf } from "./simulationOf.ts";
import { simulationView } from "./simulationView.ts";

/** Plays the acts one by one; between two of them other requests get their turn. */
async function played({ setup, acts }: AskedSimulation): Promise<Simulation> {
  let sim = beginSimulation(setup);
  const [first] = sim.begun ? [] : (sim.log[0]?.issues ?? []);
  if (first) throw new Refusal(first.code, first.params, sim.log[0]?.issues ?? []);
  for (const act of withoutUndone(acts)) {
    sim = simulate(sim, act);
    await setImmediate();
  }
  return sim;
}

async function answer(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const body = req.body as SimulateBody;
  const asked = await simulationOf(ctx, req.actor, body);
  const sim = await played(asked);
  return { body: { ...simulationView(sim, asked.issues, req.locale), ...(body.case ? { case: toPackCase(sim, body.case) } : {}) } };
}

function routes(ctx: ServerContext): Route[] {
  return [
    {
      method: "POST", url: "/api/v1/flows/simulate", summary: "Try a flow out on sample data: nothing is stored, sent or carried out", policy: { kind: "permission", permission: "flow.edit" },
      bodyLimit: 4 * 1_048_576, idempotency: "off", schema: { body: simulateBodySchema, response: { 200: simulatedSchema } }, // a definition of 1 MiB, escaped, with its acts
      handler: (req) => answer(ctx, req),
    },
  ];
}

/** Trying a flow out. Keeps nothing: each request brings the run whole. */
export const simulateSlice: MakeSlice = (ctx) => ({ name: "simulate", routes: routes(ctx) });
