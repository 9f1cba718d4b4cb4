import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";

interface Task { readonly id: string; readonly version: number; readonly submissionId: string; readonly node: { readonly id: string } }
interface Row { readonly id: string; readonly number: string; readonly state: string; readonly fields: { readonly [xid: string]: unknown } }

const at = (day: string, time: string): string => new Date(`2026-07-${day}T${time}:00+08:00`).toISOString();
const signature = { meaning: "同意", strokes: [[0, 0, 20, 12]] };

/** The shipped hazard loop over HTTP: a report, its triage, the rectification it becomes. */
describe("the hazard loop", () => {
  let app: TestApp;
  const clock = new TestClock(Date.parse(at("06", "08:52")));

  beforeAll(async () => {
    app = await makeTestApp({ clock });
  });
  afterAll(async () => app.close());

  const tasks = async (as: string): Promise<readonly Task[]> => (await call<{ items: Task[] }>(app, as, "GET", "/tasks?mine=true&state=open&limit=200")).body.items;
  async function act(as: string, submission: string, command: string, more: object = {}) {
    const task = (await tasks(as)).find((one) => one.submissionId === submission);
    if (!task) throw new Error(`nothing waits for ${as}`);
    return call<{ issues?: { params: { check?: string } }[] }>(app, as, "POST", `/tasks/${encodeURIComponent(task.id)}/commands`, { command, version: task.version, signature, ...more });
  }
  const rows = async (form: string): Promise<readonly Row[]> => (await call<{ items: Row[] }>(app, "safety", "GET", `/submissions?form=${form}&limit=200`)).body.items;

  test("an accepted report becomes a rectification that is graded, assigned, refused once and closed late", async () => {
    const sent = await call<{ id: string }>(app, "worker", "POST", "/submissions", { form: "hazard-report-snap", data: { place: { area: "area-t103", text: "泵房" }, desc: "联轴器护罩松动", kind: "unsafe-condition" } });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    expect((await act("safety", sent.body.id, "submit", { data: { decision: "accept", grade: "general" } })).status).toBe(200);
    await app.settle();

    const [hazard] = await rows("hazard-rectification");
    expect(hazard?.fields).toMatchObject({ "hz-desc": "联轴器护罩松动", source: "snap" });
    const id = hazard?.id ?? "";
    clock.set(Date.parse(at("06", "09:12")));
    expect((await act("safety", id, "submit", { data: { grade: "general", lec: { method: "LEC", L: 3, E: 6, C: 7 } } })).status).toBe(200);
    const five = { owner: app.personId("maintainer"), measure: "更换护罩卡扣", fund: 320, due: at("13", "08:52"), contingency: "切换备用泵", reviewer: app.personId("safety") };
    const own = await act("safety", id, "submit", { data: { ...five, reviewer: five.owner } });
    expect((own.body.issues ?? []).map((one) => one.params.check)).toEqual(["HZ-OWNER"]);
    expect((await act("safety", id, "submit", { data: five })).status).toBe(200);
    const fixed = { action: "done", after: [], selfCheck: true };
    expect((await act("maintainer", id, "submit", { data: fixed })).status).toBe(422); // photos after are required
    const { body: photo } = await upload();
    expect((await act("maintainer", id, "submit", { data: { ...fixed, after: [{ file: photo.id }] } })).status).toBe(200);

    clock.set(Date.parse(at("12", "10:05")));
    expect((await act("safety", id, "reject", { comment: "护罩仍松动" })).status).toBe(200);
    expect((await rows("hazard-rectification"))[0]?.fields["reopenCount"]).toBe(1);
    clock.set(Date.parse(at("14", "16:00")));
    expect((await act("maintainer", id, "submit", { data: { ...fixed, after: [{ file: photo.id }] } })).status).toBe(200);
    expect((await act("safety", id, "approve")).status).toBe(200);
    const [closed] = await rows("hazard-rectification");
    expect(closed).toMatchObject({ state: "closed", fields: { onTime: false, reopenCount: 1, riskLevel: "yellow" } });
  });

  /** A one-pixel PNG, uploaded by the owner. */
  async function upload() {
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    const edge = "----safeloop";
    const payload = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="after.png"\r\nContent-Type: image/png\r\n\r\n`), png, Buffer.from(`\r\n--${edge}--\r\n`)]);
    const reply = await app.inject("maintainer", { method: "POST", url: "/api/v1/files?kind=photo", headers: { "content-type": `multipart/form-data; boundary=${edge}` }, payload });
    expect(reply.statusCode, reply.body).toBe(201);
    return { body: reply.json<{ id: string }>() };
  }
});
