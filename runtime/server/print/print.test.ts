import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerifiedPrint } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";
import { reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { at, HotWorkTicket } from "./hotWorkTicket.testkit.ts";
import { pdfLinks, pdfPages } from "./pdfText.testkit.ts";
import { rasterise, readCode, type Raster } from "./raster.testkit.ts";

const morning = Date.parse(at("07:30"));

describe("printing a hot-work permit", () => {
  let app: TestApp;
  let ticket: HotWorkTicket;
  const clock = new TestClock(morning);
  const print = (as: string | null, id: string, query = "") => app.inject(as, { method: "GET", url: `/api/v1/submissions/${id}/print.pdf${query}` });
  const pagesOf = async (as: string, id: string, query = ""): Promise<readonly string[]> => {
    const reply = await print(as, id, query);
    expect(reply.statusCode, reply.statusCode === 200 ? "" : reply.body).toBe(200);
    return pdfPages(reply.rawPayload);
  };
  const verify = (code: string) => call<VerifiedPrint>(app, null, "GET", `/verify/${code}`);
  const codeOn = async (id: string): Promise<string> => pdfLinks((await print("auditor", id)).rawPayload)[0]?.split("/verify/")[1] ?? "";
  async function fresh(rows: number): Promise<HotWorkTicket> {
    clock.set(morning);
    const made = new HotWorkTicket(app, rows);
    await made.apply();
    return made;
  }

  beforeAll(async () => {
    app = await makeTestApp({ clock });
    await HotWorkTicket.plant(app);
    await publishTest(app, { forms: [reportForm], flows: [reportFlow] });
    ticket = await fresh(60);
    await ticket.prepare();
    await ticket.approve();
    await ticket.workAndClose();
  }, 60_000);
  afterAll(async () => app.close());

  test("holds what the ticket holds: people, measures, gas tests, opinions, times at the site, the end", async () => {
    const said = (await pagesOf("auditor", ticket.id)).join("\n");
    const joined = said.replaceAll("\n", "");
    for (const text of [`编号 ${ticket.number}`, "动火安全作业票", "状态 已关闭", "张作业", "郑监护", "电焊", "火灾爆炸危险场所", "6 %LEL", "0.2 vol%", "合格", "HW01 ★", "罐内残留油气", "当班班长验票", "开工", "所在基层单位验收", "2026-07-14 12:30", "距作业点 33 m"]) expect(joined, text).toContain(text);
    expect(joined).toContain("现场条件已核对，措施落实，同意");
    expect(said).not.toContain("\ufffd"); // every code in the page has a meaning in its font
  });

  test("goes on over pages: the table's head comes back with its number, every page says which of how many", async () => {
    const pages = await pagesOf("auditor", ticket.id);
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, n) => expect(page).toContain(`第 ${n + 1} 页 共 ${pages.length} 页`));
    pages.slice(1).forEach((page, n) => expect(page).toContain(`续 ${n + 1}`));
    const gas = pages.filter((page) => page.includes("罐壁 10 m 环") || page.includes("罐内中部"));
    expect(gas.length).toBeGreaterThan(1);
    for (const page of gas) expect(page).toContain("采用限值");
  });

  test("is one page where nothing is out of the ordinary, with a code of 20 mm and more that a camera can read", async () => {
    const usual = await fresh(2);
    await usual.prepare();
    await usual.approve();
    await usual.workAndClose();
    const pdf = (await print("auditor", usual.id)).rawPayload;
    expect(pdfPages(pdf)).toHaveLength(1);
    const [seen] = await rasterise(pdf, 200, 1);
    const { text, sizeMm } = readCode(seen as Raster, 200);
    expect(text).toBe(pdfLinks(pdf)[0]);
    expect(sizeMm).toBeGreaterThanOrEqual(20);
    expect((await verify(text.split("/verify/")[1] ?? "")).body).toMatchObject({ number: usual.number, same: true });
    if (process.env["KEEP_PRINTS"] !== undefined) writeFileSync(`${process.env["KEEP_PRINTS"]}/one-page.pdf`, pdf);
  }, 30_000);

  test("marks the limit whose source is still to be verified, and only that one", async () => {
    const said = (await pagesOf("auditor", ticket.id)).join("\n");
    expect(said.split("待核实")).toHaveLength(2); // one row of hydrogen sulfide among sixty of petrol
    expect(said).toMatch(/10 mg\/m³\n待核实/);
  });

  test("is one PDF with its Chinese font inside, as a subset, and no font of the reader's", async () => {
    const { rawPayload, headers } = await print("auditor", ticket.id);
    const pdf = rawPayload.toString("latin1");
    expect(headers["content-type"]).toBe("application/pdf");
    expect(pdf.startsWith("%PDF-1.")).toBe(true);
    const fonts = [...pdf.matchAll(/\/BaseFont \/([^\s/>]+)/g)].map(([, name]) => name ?? "");
    expect(fonts.length).toBeGreaterThan(0);
    for (const name of fonts) expect(name).toMatch(/^[A-Z]{6}\+NotoSansHans-/);
    expect(pdf).toMatch(/\/FontFile3 \d+ 0 R/);
    expect(rawPayload.length).toBeLessThan(400_000);
    if (process.env["KEEP_PRINTS"] !== undefined) writeFileSync(`${process.env["KEEP_PRINTS"]}/ticket.pdf`, rawPayload);
  });

  test("speaks English where asked, in the words of the form", async () => {
    const said = (await pagesOf("auditor", ticket.id, "?locale=en")).join("\n");
    for (const text of ["Hot work permit", "Arc welding", "Level 1", "To verify", "Pass", "Approved", "33 m from the work"]) expect(said, text).toContain(text);
  });

  test("has one copy for each who keeps one, and refuses a copy there is not", async () => {
    expect((await pagesOf("auditor", ticket.id, "?copy=guardian"))[0]).toContain("（监护人联）");
    const refused = await call(app, "auditor", "GET", `/submissions/${ticket.id}/print.pdf?copy=shadow`);
    expect([refused.status, refused.code]).toEqual([422, "PRINT_COPY_UNKNOWN"]);
  });

  test("says in full that a paper gives no right to work: before approval, and when it is stopped", async () => {
    const early = await fresh(2);
    expect((await pagesOf("auditor", early.id))[0]).toContain("未生效");
    await early.prepare();
    const waiting = (await pagesOf("auditor", early.id)).join("\n");
    expect(waiting).toContain("未生效");
    expect(waiting).toContain("待办"); // who is asked stands in the approvals
    await early.approve();
    expect((await pagesOf("auditor", early.id))[0]).not.toContain("未生效");
    clock.set(Date.parse(at("07:50")));
    await early.event("leader", "start", { data: { guardianPresent: true } });
    await early.event("guardian", "pause", { reason: "等待吊车" });
    const stopped = await pagesOf("auditor", early.id);
    for (const page of stopped) expect(page).toContain("暂停");
    expect(stopped.join("\n")).toContain("等待吊车");
  });

  test("a measure nobody confirmed and an answer nobody gave do not look settled", async () => {
    const bare = await fresh(2);
    const said = (await pagesOf("auditor", bare.id)).join("\n");
    expect(said.split("未填写").length - 1).toBe(16);
  });

  test("shows a reader only what the system shows him, and says so", async () => {
    const said = (await pagesOf("leader", ticket.id)).join("\n");
    const seen = await call<{ access: { [xid: string]: string } }>(app, "leader", "GET", `/submissions/${ticket.id}`);
    expect(seen.body.access["finishTime"]).toBe("hidden");
    expect(said).toContain("（无权查看）");
    expect((await pagesOf("auditor", ticket.id)).join("\n")).not.toContain("（无权查看）");
  });

  test("is refused to strangers exactly as the record is", async () => {
    expect((await print(null, ticket.id)).statusCode).toBe(401);
    for (const stranger of ["worker2", "worker-site2", "admin-b"]) expect((await print(stranger, ticket.id)).statusCode, stranger).toBe((await app.inject(stranger, { method: "GET", url: `/api/v1/submissions/${ticket.id}` })).statusCode);
    const there = await print("admin-b", ticket.id);
    const nowhere = await print("admin-b", "019f5dd0-e8c0-7239-8251-e632f9b56d46");
    expect([there.statusCode, there.body]).toEqual([404, nowhere.body]);
  });

  test("what people type is printed as they typed it, and a character no font has as its number, never as a box", async () => {
    const sent = await call<{ id: string }>(app, "worker", "POST", "/submissions", { form: "test-report", data: { what: "{{7*7}} ${x} <b> {\"var\":\"secret\"} 犇\u202e🔥\u0007龘" } });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    const said = (await pagesOf("worker", sent.body.id)).join("").replaceAll("\n", "");
    expect(said).toContain("{{7*7}} ${x} <b> {\"var\":\"secret\"} 犇〔U+1F525〕龘");
  });

  describe("the code on the paper", () => {
    test("tells whoever scans it that the record is unchanged, and nothing of a person", async () => {
      const { status, body } = await verify(await codeOn(ticket.id));
      expect(status).toBe(200);
      expect(body).toMatchObject({ number: ticket.number, form: { zh: "动火安全作业票" }, state: { zh: "已关闭" }, tone: "done", same: true, live: false });
      expect(body.printedHash).toBe(body.presentHash);
      for (const name of ["张作业", "郑监护", "罐壁", ticket.id]) expect(JSON.stringify(body)).not.toContain(name);
    });

    test("tells that the record has moved on, when, and whether it gives a right to work", async () => {
      const early = await fresh(2);
      await early.prepare();
      const code = await codeOn(early.id);
      expect((await verify(code)).body).toMatchObject({ same: true, live: false });
      clock.set(morning + 60_000);
      await early.approve();
      const { body } = await verify(code);
      expect(body).toMatchObject({ same: false, live: false, state: { zh: "已批准" }, changedAt: new Date(morning + 60_000).toISOString() });
      expect(body.printedHash).not.toBe(body.presentHash);
      clock.set(Date.parse(at("07:50")));
      await early.event("leader", "start", { data: { guardianPresent: true } });
      const working = await codeOn(early.id);
      expect((await verify(working)).body).toMatchObject({ same: true, live: true });
      await early.event("guardian", "pause", { reason: "等待吊车" });
      expect((await verify(working)).body).toMatchObject({ same: false, live: false, state: { zh: "暂停" } });
    });

    test("is not changed by talk", async () => {
      const early = await fresh(2);
      const code = await codeOn(early.id);
      const { body } = await call<{ instance: { id: string; seq: number } }>(app, "maintainer", "GET", `/submissions/${early.id}`);
      expect((await call(app, "maintainer", "POST", `/instances/${body.instance.id}/commands`, { command: "comment", version: body.instance.seq, comment: "请尽快" })).status).toBe(200);
      expect((await verify(code)).body.same).toBe(true);
    });

    test("cannot be guessed, cut, changed or taken from another installation", async () => {
      const code = await codeOn(ticket.id);
      const flipped = [0, 20, 45, code.length - 2].map((n) => `${code.slice(0, n)}${code[n] === "A" ? "B" : "A"}${code.slice(n + 1)}`);
      const other = await makeTestApp({ clock: new TestClock(morning) });
      const foreign = await call(other, null, "GET", `/verify/${code}`);
      await other.close();
      expect([foreign.status, foreign.code]).toEqual([404, "PRINT_CODE_UNKNOWN"]);
      for (const bad of [...flipped, code.slice(0, -4), `${code}AAAA`, "x", ticket.id, "A".repeat(80)]) {
        const answer = await verify(bad);
        expect([answer.status, answer.code], bad).toEqual([404, "PRINT_CODE_UNKNOWN"]);
      }
    });
  });
});

describe("a server without a Chinese font", () => {
  test("says so in one sentence and prints no boxes", async () => {
    const { Faces } = await import("./set/faces.ts");
    const dejaVu = { file: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf" };
    for (const regular of [[], [{ file: new URL(import.meta.url).pathname }], [dejaVu]]) expect(() => new Faces({ regular, bold: undefined })).toThrow("PRINT_NO_FONT");
  });
});
