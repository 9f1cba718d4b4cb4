import type { JsonObject } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import type { TestApp } from "../testing/testApp.ts";

export interface Instance { readonly id: string; readonly seq: number; readonly life?: { readonly state: string; readonly causes?: readonly string[] } }
export interface Sent { readonly id: string; readonly number: string; readonly instance: Instance }
interface Task { readonly id: string; readonly version: number; readonly submissionId: string; readonly node: { readonly id: string } }
interface Refusing { readonly status: number; readonly body: { readonly issues?: readonly { readonly code: string; readonly params: { readonly check?: string } }[] } }

/** An instant of the day of the tests, in the plant's time. */
export const at = (time: string): string => new Date(`2026-07-14T${time}:00+08:00`).toISOString();

export const site = { lat: 31.2, lng: 121.5 };
const signature = { meaning: "同意", strokes: [[0, 0, 20, 12]] };
const codes = ["HW01", "HW02", "HW03", "HW04", "HW05", "HW06", "HW07", "HW08", "HW09", "HW10", "HW11", "HW12", "HW13", "HW14", "HW15", "HW16"];

/** Codes of the checks that refuse, sorted. */
export const refusing = (reply: Refusing): string[] => (reply.body.issues ?? []).map((one) => one.params.check ?? "").sort();

/** The shipped hot-work permit over HTTP, on a seeded plant whose clock stands before 07:50. */
export class HotWork {
  constructor(readonly app: TestApp) {}

  /** The meter the tests sample with. */
  async addMeter(): Promise<void> {
    const made = await call(this.app, "admin", "POST", "/assets", { id: "GD-11", kind: "gas-meter", title: { zh: "四合一", en: "Gas meter" }, calibrationDue: "2026-09-30T00:00:00Z" });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  }

  id(login: string): string {
    return this.app.personId(login);
  }

  sample(time: string, place: object, value: number): JsonObject {
    return { time: at(time), gas: "gasoline", measureUnit: "lel", value, lelPct: 1.4, tester: this.id("gas"), device: "GD-11", ...place };
  }

  samples(time: string): JsonObject[] {
    return [this.sample(time, { point: "罐壁 10 m 环", position: "outside" }, 6), this.sample(time, { point: "罐内中部", position: "middle" }, 6)];
  }

  /** A sound level-1 application for 07:50 to 15:50. */
  application(change: JsonObject = {}): JsonObject {
    return {
      applyUnit: "tank-farm", applyTime: at("06:40"), place: { area: "area-t103", ...site }, content: "罐壁支架焊接", workUnit: "tank-farm", isContractor: false, planStart: at("07:50"), planEnd: at("15:50"), otherWork: ["none"],
      hotPoint: "T-103 罐壁北侧", method: ["electric-weld"], env: "explosion-area", flammableInside: true, pressurised: false, o2Equipment: false, outdoor: true, windLevel: 3, largeVessel: false, onShell: true, isolation: "blind", blindsCount: 2, extinguishers: 4, selfDecomposing: false, level: "level1",
      workLeader: this.id("leader"), workers: [this.id("worker")], guardians: [this.id("guardian")], fitForWork: true,
      jsa: [{ step: "焊接", hazard: "残气", consequence: "闪爆", measure: "置换、隔离", L: 1, E: 3, C: 40 }], jsaTime: at("06:50"), ...change,
    };
  }

  preparation(signers: readonly string[], change: JsonObject = {}): JsonObject {
    return {
      gasTests: this.samples("07:29"),
      measures: Object.fromEntries(codes.map((code) => [code, code === "HW16" ? { applies: false } : { applies: true, confirmedBy: this.id("leader"), time: at("07:20") }])),
      briefer: this.id("leader"), briefed: signers.map((login) => ({ by: this.id(login), at: at("07:10"), method: "strokes" })), briefTime: at("07:10"), leaderOpinion: "同意作业", ...change,
    };
  }

  send(data: JsonObject, form = "permit-hot-work", as = "maintainer") {
    return call<Sent>(this.app, as, "POST", "/submissions", { form, data });
  }

  async apply(data: JsonObject): Promise<Sent> {
    const sent = await this.send(data);
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    return sent.body;
  }

  async decide(as: string, submission: string, command: string, more: object = {}) {
    const { body } = await call<{ items: Task[] }>(this.app, as, "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === submission);
    if (!task) throw new Error(`nothing waits for ${as}`);
    return call<{ issues: { code: string; params: { check?: string; field?: string } }[] }>(this.app, as, "POST", `/tasks/${encodeURIComponent(task.id)}/commands`, { command, version: task.version, signature, gps: { lat: site.lat + 0.0003, lng: site.lng, accuracyM: 5 }, ...more });
  }

  async event(as: string, submission: string, name: string, more: object = {}) {
    const { body } = await call<{ instance: Instance }>(this.app, as, "GET", `/submissions/${submission}`);
    return call<{ issues: { code: string; params: { check?: string } }[] }>(this.app, as, "POST", `/instances/${body.instance.id}/commands`, { command: "event", event: name, version: body.instance.seq, signature, ...more });
  }

  async instanceOf(submission: string): Promise<Instance> {
    return (await call<{ instance: Instance }>(this.app, "leader", "GET", `/submissions/${submission}`)).body.instance;
  }

  async stateOf(submission: string): Promise<string> {
    return (await this.instanceOf(submission)).life?.state ?? "approving";
  }

  /** Applied for, prepared, approved and checked: waits for its start. */
  async approved(change: JsonObject = {}, signers: readonly string[] = ["worker", "guardian"]): Promise<Sent> {
    const sent = await this.apply(this.application(change));
    await this.must(this.decide("leader", sent.id, "submit", { data: this.preparation(signers) }));
    for (const login of ["head", "safety", "shift"]) await this.must(this.decide(login, sent.id, "approve"));
    return sent;
  }

  start(submission: string) {
    return this.event("leader", submission, "start", { data: { guardianPresent: true } });
  }

  /** At work. */
  async active(change: JsonObject = {}): Promise<Sent> {
    const sent = await this.approved(change);
    await this.must(this.start(sent.id));
    return sent;
  }

  async must(asked: Promise<{ status: number; body: unknown }>): Promise<void> {
    const { status, body } = await asked;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  }

  /** What people were told of a topic, one text a notice, in order. */
  async told(topic: string): Promise<{ readonly people: readonly string[]; readonly zh: string }[]> {
    const rows = await this.app.store.all<{ effect: string }>({ sql: "select effect from outbox where kind = 'notify' order by id", bindings: [] });
    return rows.map((row) => JSON.parse(row.effect) as { topic: string; people: string[]; message: { zh: string } }).filter((one) => one.topic === topic).map((one) => ({ people: one.people, zh: one.message.zh }));
  }
}
