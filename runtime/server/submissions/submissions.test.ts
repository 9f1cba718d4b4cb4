import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";
import { wellFormed } from "../search/terms.ts";
import { restoreCell } from "./csv.ts";
import { listQuestion, listSql } from "./submissionList.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

/** A line of CSV read back into cells. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) => restoreCell((match[1] ?? match[2] ?? "").replaceAll('""', '"')));
}

/** Strings that have broken others: markup, formulas, right-to-left, lone marks, quotes, NUL. */
const naughty = [
  "undefined", "null", "0.1e-5", "1;DROP TABLE users", "' OR 1=1 -- ", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=x", "𠜎𠜱𠝹", "👾 🙇 💁",
  "ثم نفس سقطت", "‫test‫", "Ω≈ç√∫˜µ≤≥÷", "田中さんにあげて下さい", "ﺍﻹﻃﻼﻗ", "{{7*7}}", "${7*7}", '"', "''", "\\", "%s%n", "../../etc/passwd", "a\nb\r\nc", "\u0000x", "\ud800 lone", "動火＝動火", "'=quoted", "  spaced  ",
];

describe.each(drivers)("submissions on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [inspectionForm, reportForm], flows: [reportFlow] });
  });
  afterAll(async () => app.close());

  const submit = (data: object, as = "worker", form = "test-inspection", more: object = {}, headers: Record<string, string> = {}) =>
    app.inject(as, { method: "POST", url: "/api/v1/submissions", payload: { form, data, ...more }, headers });
  const get = (url: string, as = "safety") => app.inject(as, { method: "GET", url: `/api/v1${url}` });
  const list = async (query: string, as = "safety") => {
    const reply = await get(`/submissions?${query}`, as);
    expect(reply.statusCode, reply.body).toBe(200);
    return reply.json<{ items: { id: string; number: string; fields: Record<string, unknown> }[]; next: string | null; total?: number }>();
  };

  test("a form without a flow is numbered, stored by x-id on its revision, and audited", async () => {
    const sent = await submit({ what: "法兰渗漏", severity: "high", pressure: 12.5, where: { area: "area-t103" }, team: ["p-worker2"] });
    expect(sent.statusCode, sent.body).toBe(201);
    expect(sent.json()).toMatchObject({ number: "SITE-1-IN-20260601-001", instance: null, revision: 1 });
    const seen = await get(`/submissions/${sent.json().id}`);
    expect(seen.json()).toMatchObject({
      data: { what: "法兰渗漏", pressure: 12.5, doubled: 25 }, by: { name: "张作业" }, form: { id: "test-inspection" }, people: [{ id: "p-worker2", name: "钱作业" }],
      areas: [{ id: "area-t103" }], draft: false,
    });
    const audit = await app.store.all({ sql: "select action from audit_rows where subject_id = ?", bindings: [sent.json().id] });
    expect(audit).toEqual([{ action: "submission.create" }]);
  });

  test("numbers rise and never repeat when many send at once", async () => {
    const sent = await Promise.all(Array.from({ length: 30 }, (_, i) => submit({ what: `并发 ${i}` })));
    expect(sent.map((one) => one.statusCode)).toEqual(Array.from({ length: 30 }, () => 201));
    expect(new Set(sent.map((one) => one.json().number)).size).toBe(30);
  });

  test("the same idempotency key gives the first answer and stores nothing twice", async () => {
    const key = { "idempotency-key": `once-${driver}` };
    const first = await submit({ what: "一次" }, "worker", "test-inspection", {}, key);
    const again = await submit({ what: "一次" }, "worker", "test-inspection", {}, key);
    expect(again.json()).toEqual(first.json());
    expect((await list("form=test-inspection&q=一次")).items).toHaveLength(1);
  });

  test("wrong data is refused with the place and the sentence, and nothing is stored", async () => {
    const before = (await list("total=true")).total;
    const refused = await submit({ pressure: "high", doubled: 4, nothing: 1 });
    expect(refused.statusCode).toBe(422);
    const codes = refused.json().issues.map((one: { code: string; path: string }) => `${one.code} ${one.path}`);
    expect(codes).toEqual(expect.arrayContaining(["FORM_COMPUTED_SENT /doubled", "FORM_DATA_UNKNOWN /nothing", "VALUE_TYPE /pressure"]));
    expect((await submit({ what: "x" }, "worker", "no-form")).statusCode).toBe(404);
    expect((await submit({ what: "x" }, "worker", "test-inspection", { status: "approved" })).json().code).toBe("REQUEST_INVALID");
    expect((await submit({ what: "x" }, "worker", "test-inspection", { capturedAt: "2030-01-01T00:00:00Z" })).json().code).toBe("CAPTURED_IN_FUTURE");
    expect((await list("total=true")).total).toBe(before);
  });

  test("people, areas and attachments that are not the caller's are refused like missing ones", async () => {
    for (const data of [{ what: "x", team: ["p-worker-b"] }, { what: "x", team: ["p-nobody"] }, { what: "x", where: { area: "area-b" } }]) {
      const refused = await submit(data);
      expect(refused.json().issues, refused.body).toEqual([expect.objectContaining({ code: "REFERENCE_UNKNOWN" })]);
    }
    await app.store.unit((tx) => tx.run({ sql: "insert into files (id, tenant_id, org_id, owner_id, name, mime, kind, size, sha256, created_at) values ('f-guardian', 'tenant-a', 'site-1', 'p-guardian', 'a.jpg', 'image/jpeg', 'photo', 1, 'x', 1) on conflict (id) do nothing", bindings: [] }));
    expect((await submit({ what: "x", photo: [{ file: "f-guardian" }] })).json().issues).toEqual([expect.objectContaining({ code: "FILE_NOT_YOURS" })]);
    const own = await submit({ what: "x", photo: [{ file: "f-guardian" }] }, "guardian");
    expect(own.statusCode, own.body).toBe(201);
    expect((await get(`/submissions/${own.json().id}`)).json().files).toEqual([expect.objectContaining({ id: "f-guardian" })]);
    const again = await submit({ what: "x", photo: [{ file: "f-guardian" }] }, "guardian");
    expect(again.json().issues).toEqual([expect.objectContaining({ code: "FILE_NOT_YOURS" })]);
  });

  test("lists filter by every listed field, sort both ways and page without a gap", async () => {
    for (let i = 0; i < 12; i += 1) await submit({ what: `压力点 ${i}`, severity: i % 2 ? "high" : "low", pressure: 100 + i, where: { area: "area-t104" }, team: i % 3 === 0 ? ["p-leader", "p-gas"] : ["p-gas"] });
    const form = "form=test-inspection";
    expect((await list(`${form}&f.where=area-t104`)).items).toHaveLength(12);
    expect((await list(`${form}&f.where=area-t104&f.severity=high`)).items).toHaveLength(6);
    expect((await list(`${form}&f.pressure.gte=104&f.pressure.lt=107`)).items.map((one) => one.fields["pressure"]).sort()).toEqual([104, 105, 106]);
    expect((await list(`${form}&f.team=p-leader`)).items).toHaveLength(4);
    for (const sort of ["f.pressure", "-f.pressure", "createdAt", "-updatedAt", "number"]) {
      const seen: string[] = [];
      for (let next: string | null = ""; next !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list(`${form}&f.where=area-t104&sort=${sort}&limit=5${next === "" ? "" : `&cursor=${next}`}`);
        seen.push(...page.items.map((one) => String(one.fields["pressure"])));
        next = page.next;
      }
      expect(seen, sort).toEqual((sort.startsWith("-") ? [...seen].sort().reverse() : [...seen].sort()));
      expect(seen).toHaveLength(12);
    }
  });

  test("unknown fields, sorts, values and cursors are refused, whatever they hold", async () => {
    for (const [query, code] of [
      ["form=test-inspection&f.nope=1", "LIST_FIELD"], ["f.what=1", "LIST_FIELD"], ["form=test-inspection&f.what');--=1", "LIST_FIELD"], ["form=test-inspection&f.pressure=high", "LIST_VALUE"],
      ["sort=password", "LIST_SORT"], ["sort=f.what", "LIST_FIELD"], ["cursor=%27", "CURSOR_INVALID"], ["form=test-inspection&f.pressure.like=1", "LIST_FIELD"],
    ] as const) {
      const reply = await get(`/submissions?${query}`);
      expect(reply.json().code, query).toBe(code);
    }
    expect((await list("form=x'%20or%201=1--")).items).toEqual([]);
    expect((await list(`q=${encodeURIComponent("' OR 1=1 --\" *")}`)).items.length).toBeLessThan(3);
  });

  test("Chinese words, single characters, names, labels and number beginnings are found", async () => {
    const sent = (await submit({ what: "罐根阀门盘根泄漏", severity: "high", where: { area: "area-t103" }, team: ["p-gas"] })).json();
    for (const q of ["盘根", "阀门盘根", "盘", "陈分析", "重大", sent.number, sent.number.slice(0, 14), "t-103"]) {
      expect((await list(`q=${encodeURIComponent(q)}&limit=200`)).items.map((one) => one.id), q).toContain(sent.id);
    }
    expect((await list(`q=${encodeURIComponent("根盘")}`)).items.map((one) => one.id)).not.toContain(sent.id);
  });

  test("a search pages newest first without a gap, among its own form and people only", async () => {
    for (let i = 0; i < 7; i += 1) await submit({ what: `翻页检索 ${i}`, team: ["p-fire"] });
    for (const query of [`q=${encodeURIComponent("翻页检索")}`, `form=test-inspection&f.team=p-fire&q=${encodeURIComponent("检索")}`]) {
      const seen: string[] = [];
      for (let next: string | null = ""; next !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list(`${query}&limit=3${next === "" ? "" : `&cursor=${next}`}`);
        seen.push(...page.items.map((one) => String(one.fields["what"])));
        next = page.next;
      }
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `翻页检索 ${i}`));
    }
    expect((await list(`q=${encodeURIComponent("翻页检索")}&total=true`)).total).toBe(7);
  });

  test("a filter, a sort and a search use an index and never scan", async () => {
    if (driver === "postgres") await app.store.unit((tx) => tx.run({ sql: "analyze submissions", bindings: [] }));
    const actor = app.actor("admin");
    for (const asked of [{ form: "test-inspection", "f.pressure": "104" }, { form: "test-inspection", "f.what": "x" }, { form: "test-inspection", sort: "-f.pressure" }, { form: "test-inspection" }, {}, { q: "盘根" }, { state: "submitted" }]) {
      const { sql, bindings } = listSql(app.store, await listQuestion(app.ctx, actor, asked), undefined, 51);
      const plan = await app.store.unit(async (tx) => {
        if (driver === "postgres") await tx.run({ sql: "set local enable_seqscan = off", bindings: [] });
        return tx.all<Record<string, unknown>>({ sql: `${driver === "postgres" ? "explain" : "explain query plan"} ${sql}`, bindings });
      });
      const text = plan.map((row) => String(row["detail"] ?? row["QUERY PLAN"])).join("\n");
      expect(text, JSON.stringify(asked)).not.toMatch(driver === "postgres" ? /Seq Scan on submissions/ : /SCAN s(?!\w)(?!.*USING INDEX)/);
      if ("f.pressure" in asked || "f.what" in asked) expect(text, JSON.stringify(asked)).toContain("submissions_list_");
      if ("sort" in asked) expect(text, JSON.stringify(asked)).not.toMatch(driver === "postgres" ? /^Sort/m : /TEMP B-TREE FOR ORDER BY/);
    }
  });

  test("naughty strings come back unchanged from form, list, search and export", async () => {
    for (const text of naughty) {
      const sent = await submit({ what: text }, "worker2");
      expect(sent.statusCode, `${JSON.stringify(text)} ${sent.body}`).toBe(201);
      const { id } = sent.json();
      expect((await get(`/submissions/${id}`)).json().data.what).toBe(text);
      const found = await list(`form=test-inspection&limit=200&q=${encodeURIComponent(wellFormed(text))}`);
      expect(found.items.find((one) => one.id === id)?.fields["what"], JSON.stringify(text)).toBe(text);
    }
    const csv = await get("/submissions/export.csv?form=test-inspection&sort=createdAt");
    expect(csv.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(csv.body.startsWith("\uFEFF")).toBe(true);
    const lines = csv.body.slice(1).replace(/\r\n$/, "").split(/\r\n(?=[^\r\n]*-IN-)/);
    const column = cells(lines[0] ?? "").indexOf("内容");
    const whats = lines.slice(1).map((line) => cells(line)[column]);
    for (const text of naughty) expect(whats, JSON.stringify(text)).toContain(wellFormed(text));
    expect(lines.slice(1).every((line) => line.split(",").every((cell) => !/^[=+@\t]/.test(cell)))).toBe(true);
  });

  test("a draft is private, changes under its version, moves to the present revision and is sent once", async () => {
    const draft = await submit({ pressure: 3 }, "worker", "test-inspection", { draft: true });
    expect(draft.statusCode, draft.body).toBe(201);
    const { id } = draft.json();
    expect((await get(`/submissions/${id}`, "safety")).statusCode).toBe(404);
    expect((await list("state=draft", "safety")).items).toEqual([]);
    const patch = (payload: object, as = "worker") => app.inject(as, { method: "PATCH", url: `/api/v1/submissions/${id}`, payload });
    expect((await patch({ data: { pressure: 4 }, version: 9 })).json().code).toBe("SUBMISSION_STALE");
    expect((await patch({ data: {}, version: 1, submit: true })).json().issues).toEqual([expect.objectContaining({ code: "FORM_REQUIRED" })].map(() => expect.anything()));
    const changed = await patch({ data: { pressure: null, what: "草稿" }, version: 1 });
    expect(changed.json(), changed.body).toMatchObject({ draft: true, version: 2, data: { what: "草稿" } });
    expect(changed.json().data.pressure).toBeUndefined();
    expect((await patch({ data: {}, version: 2 }, "safety")).statusCode).toBe(404);
    const sent = await patch({ data: {}, version: 2, submit: true });
    expect(sent.json(), sent.body).toMatchObject({ draft: false, number: expect.stringMatching(/-IN-20260601-\d{3}$/) });
    expect((await patch({ data: { what: "后改" }, version: 3 })).json().code).toBe("SUBMISSION_LOCKED");
    expect((await list(`q=${encodeURIComponent("草稿")}`)).items.map((one) => one.id)).toContain(id);
  });

  test("who may see all of a unit sees it, a colleague of another site does not", async () => {
    const { id } = (await submit({ what: "仅本厂" })).json();
    expect((await get(`/submissions/${id}`, "shift")).statusCode).toBe(200);
    expect((await get(`/submissions/${id}`, "guardian")).statusCode).toBe(404);
    expect((await get(`/submissions/${id}`, "worker-site2")).statusCode).toBe(404);
    expect((await list("q=仅本厂", "worker-site2")).items).toEqual([]);
    expect((await list("q=仅本厂", "guardian")).items).toEqual([]);
    expect((await list("q=仅本厂", "worker")).items).toHaveLength(1);
    const named = (await submit({ what: "有名字", team: ["p-guardian"] })).json();
    expect((await get(`/submissions/${named.id}`, "guardian")).statusCode).toBe(200);
    expect((await list("q=有名字", "guardian")).items).toHaveLength(1);
  });

  test("another tenant's ids answer exactly like missing ones on every route", async () => {
    const { id } = (await submit({ what: "甲厂" }, "worker", "test-report")).json();
    const instance = (await get(`/submissions/${id}`)).json().instance;
    const task = encodeURIComponent((instance.tasks as { id: string }[])[0]?.id ?? "");
    const strange = async (method: "GET" | "POST" | "PATCH", url: string, payload?: object) => app.inject("admin-b", { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) });
    const strip = (body: string): string => body.replace(/"ref":"[^"]*"/g, "");
    for (const [method, url, missing, payload] of [
      ["GET", `/submissions/${id}`, "/submissions/none", undefined],
      ["PATCH", `/submissions/${id}`, "/submissions/none", { data: {}, version: 1 }],
      ["GET", `/submissions/${id}/refusals`, "/submissions/none/refusals", undefined],
      ["GET", `/tasks/${task}`, "/tasks/none", undefined],
      ["POST", `/tasks/${task}/commands`, "/tasks/none/commands", { command: "approve", version: 1 }],
      ["POST", `/instances/${instance.id}/commands`, "/instances/none/commands", { command: "withdraw", version: 1 }],
    ] as const) {
      const one = await strange(method, url, payload);
      const other = await strange(method, missing, payload);
      expect(one.statusCode, url).toBe(404);
      expect(strip(one.body)).toBe(strip(other.body));
    }
    expect((await strange("POST", "/submissions", { form: "test-report", data: { what: "x" } })).statusCode).toBe(404);
    expect((await strange("POST", "/submissions/checks", { form: "test-report", data: {} })).statusCode).toBe(404);
    expect((await strange("GET", "/submissions/forecast?form=test-report")).statusCode).toBe(404);
    for (const url of ["/submissions", "/tasks", "/permits", "/forms", "/flows"]) expect((await strange("GET", url)).json().items, url).toEqual([]);
    expect((await strange("GET", "/submissions/export.csv")).body.trim().split("\r\n")).toHaveLength(1);
  });

  test("nesting 10,000 deep and bodies over a mebibyte are refused at once", async () => {
    const deep = `{"form":"test-inspection","data":{"what":${"[".repeat(10_000)}${"]".repeat(10_000)}}}`;
    const reply = await app.inject("worker", { method: "POST", url: "/api/v1/submissions", payload: deep, headers: { "content-type": "application/json" } });
    expect(reply.json().issues).toEqual([expect.objectContaining({ code: "FORM_DATA_TOO_DEEP" })]);
    const big = await submit({ what: "x".repeat(1_100_000) });
    expect(big.statusCode).toBe(413);
  });

  test("a field that a form begins to list finds older submissions too", async () => {
    const { id } = (await submit({ what: "旧单", pressure: 777 })).json();
    await publishTest(app, { forms: [{ ...reportForm, id: "test-later", listFields: ["what"] }] });
    const old = (await submit({ what: "先提交", pressure: 31, team: ["p-gas"] }, "worker", "test-later")).json();
    expect((await get("/submissions?form=test-later&f.pressure=31")).json().code).toBe("LIST_FIELD");
    const etag = (await get("/forms/test-later", "designer")).json().etag;
    const draft = await app.inject("designer", { method: "PUT", url: "/api/v1/forms/test-later/draft", payload: { definition: { ...reportForm, id: "test-later", listFields: ["what", "pressure", "team"] } }, headers: { "if-match": etag } });
    await app.inject("designer", { method: "POST", url: "/api/v1/forms/test-later/publish", payload: { reason: "list more" }, headers: { "if-match": draft.json().etag } });
    await app.settle();
    expect((await list("form=test-later&f.pressure=31")).items.map((one) => one.id)).toEqual([old.id]);
    expect((await list("form=test-later&f.team=p-gas")).items.map((one) => one.id)).toEqual([old.id]);
    expect((await list(`form=test-later&q=${encodeURIComponent("陈分析")}`)).items.map((one) => one.id)).toEqual([old.id]);
    expect((await list("form=test-inspection&f.pressure=777")).items.map((one) => one.id)).toEqual([id]);
  });

  test("validate judges data against the published form and stores nothing", async () => {
    const before = (await list("total=true")).total;
    const url = "/api/v1/forms/test-inspection/validate";
    const valid = await app.inject("worker", { method: "POST", url, payload: { data: { what: "x", pressure: 2 } } });
    expect(valid.json()).toEqual({ valid: true, data: { what: "x", pressure: 2, doubled: 4 } });
    const invalid = await app.inject("worker", { method: "POST", url, payload: { data: { pressure: "2" } } });
    expect(invalid.statusCode).toBe(422);
    expect((await app.inject("worker", { method: "POST", url, payload: { data: [1] } })).json().issues[0].code).toBe("FORM_DATA_SHAPE");
    expect((await list("total=true")).total).toBe(before);
  });
});
