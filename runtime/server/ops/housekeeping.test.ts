import { afterEach, expect, it } from "vitest";
import { makeOrgSlice } from "../org/orgSlice.ts";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { housekeeping } from "./housekeeping.ts";

let app: TestApp;
afterEach(async () => app?.close());

const count = async (table: string): Promise<number> => (await app.store.first<{ n: number }>({ sql: `select count(*) as n from ${table}`, bindings: [] }))?.n ?? -1;
const counts = async () => ({ sessions: await count("sessions"), replies: await count("idempotency"), effects: await count("outbox"), audit: await count("audit_rows") });

it("removes ended sessions, old answers and finished effects after their time, and never audit rows or dead letters", async () => {
  app = await makeTestApp({ slices: [makeOrgSlice] });
  app.ctx.effects.handle("raiseAlarm", async () => undefined);
  await call(app, "admin", "POST", "/org/units", { parentId: "site-1", level: "unit", title: { zh: "新", en: "new" }, code: "N1" }, { "idempotency-key": "k1" });
  await app.store.unit((tx) => app.ctx.effects.enqueue(tx, "tenant-a", [{ kind: "raiseAlarm", key: "a", rule: "r" }, { kind: "ackAlarm", key: "b", rule: "r" }]));
  await app.settle();
  await app.store.unit((tx) => tx.run({ sql: "update outbox set state = 'dead' where key = 'b'", bindings: [] }));
  await housekeeping(app.ctx);
  expect(await counts()).toEqual({ sessions: 1, replies: 1, effects: 2, audit: 1 });
  app.clock.advance(31 * 60_000);
  await housekeeping(app.ctx);
  expect(await counts()).toEqual({ sessions: 0, replies: 1, effects: 2, audit: 1 });
  app.clock.advance(7 * 86_400_000);
  await housekeeping(app.ctx);
  expect(await counts()).toEqual({ sessions: 0, replies: 0, effects: 1, audit: 1 });
});
