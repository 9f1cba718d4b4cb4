import type { FormDefinition } from "@safeloop/engine";
import { expect, test } from "vitest";
import { at, HotWork } from "../packs/hotWork.testkit.ts";
import { hasPostgres, makeTestApp, TestClock } from "../testing/testApp.ts";
import { factContext } from "./factContext.ts";

const title = (text: string) => ({ zh: text, en: text });
const form: FormDefinition = {
  id: "f", revision: 1, title: title("f"), ui: { sections: [] }, logic: [],
  schema: { type: "object", properties: { serves: { "x-id": "serves", "x-title": title("serves"), "x-kind": "reference", type: "string", "x-form": "*" } } },
};
const drivers = ["better-sqlite3", ...((await hasPostgres()) ? (["postgres"] as const) : [])] as const;

test.each(drivers)("a ticket that is named is known with its validity once that runs (%s)", async (driver) => {
  const app = await makeTestApp({ clock: new TestClock(Date.parse(at("07:30"))), driver });
  app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: 0, evacuation: false }) };
  const work = new HotWork(app);
  await work.addMeter();
  const { tenantId, id: actorId } = app.actor("operator");
  const linked = async (id: string) => (await factContext(app.ctx, app.store, { tenantId, form, answers: { serves: id }, actorId, initiatorId: actorId, event: "submit" })).linked?.[id];
  const sent = await work.approved();
  expect(await linked(sent.id)).toEqual({ form: "permit-hot-work", state: "approved" });
  await work.must(work.start(sent.id));
  expect(await linked(sent.id)).toEqual({ form: "permit-hot-work", state: "active", validUntil: new Date(app.clock.now() + 8 * 3_600_000).toISOString() });
  expect(await linked("no-such-ticket")).toBeUndefined();
  await app.close();
}, 60_000);
