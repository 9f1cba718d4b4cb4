import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";
import { at, HotWorkTicket } from "./hotWorkTicket.testkit.ts";
import { pdfPages } from "./pdfText.testkit.ts";

describe("try", () => {
  let app: TestApp;
  const clock = new TestClock(Date.parse(at("07:30")));
  beforeAll(async () => { app = await makeTestApp({ clock }); await HotWorkTicket.plant(app); });
  afterAll(async () => app.close());
  test("x", async () => {
    const ticket = new HotWorkTicket(app, Number(process.env["ROWS"] ?? 4));
    await ticket.apply(); await ticket.prepare(); await ticket.approve(); await ticket.workAndClose();
    for (const [name, query] of [["zh", "?locale=zh"], ["en", "?locale=en&copy=guardian"], ["again", "?locale=zh"]]) {
      const t = Date.now();
      const reply = await app.inject("leader", { method: "GET", url: `/api/v1/submissions/${ticket.id}/print.pdf${query}` });
      console.log(name, reply.statusCode, Date.now() - t, "ms", reply.rawPayload.length, "bytes", reply.statusCode === 200 ? "" : reply.body);
      writeFileSync(`/tmp/print-${name}.pdf`, reply.rawPayload);
    }
    console.log(pdfPages((await app.inject("leader", { method: "GET", url: `/api/v1/submissions/${ticket.id}/print.pdf` })).rawPayload)[0]?.slice(0, 300));
  });
});
