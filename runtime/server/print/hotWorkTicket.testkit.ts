import type { JsonObject } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import type { TestApp } from "../testing/testApp.ts";
import { inkPng } from "./ink.testkit.ts";

interface Task { readonly id: string; readonly version: number; readonly submissionId: string }
interface Instance { readonly id: string; readonly seq: number }

const site = { lat: 31.2, lng: 121.5 };
const gps = { lat: site.lat + 0.0003, lng: site.lng, accuracyM: 5 };
const codes = Array.from({ length: 16 }, (_, at) => `HW${String(at + 1).padStart(2, "0")}`);

/** An instant of the day of the ticket at the site. */
export const at = (time: string): string => new Date(`2026-07-14T${time}:00+08:00`).toISOString();

/** Takes the shipped hot-work permit over HTTP through a day, with handwritten signatures and many gas tests. */
export class HotWorkTicket {
  readonly #ink = new Map<string, string>();
  id = "";
  number = "";

  constructor(private readonly app: TestApp, private readonly gasRows = 2) {}

  /** The plant of the ticket: a calm area and a meter that is calibrated. */
  static async plant(app: TestApp): Promise<void> {
    app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: 0, evacuation: false }) };
    await call(app, "admin", "POST", "/assets", { id: "GD-11", kind: "gas-meter", title: { zh: "四合一", en: "Gas meter" }, calibrationDue: "2026-09-30T00:00:00Z" });
  }

  async apply(change: JsonObject = {}): Promise<void> {
    const id = (login: string): string => this.app.personId(login);
    const data = {
      applyUnit: "tank-farm", applyTime: at("06:40"), place: { area: "area-t103", ...site }, content: "T-103 罐壁北侧支架焊接，更换 DN80 消防喷淋管支架两处", workUnit: "tank-farm", isContractor: false, planStart: at("07:50"), planEnd: at("15:50"), otherWork: ["none"],
      hotPoint: "T-103 罐壁北侧", method: ["electric-weld"], env: "explosion-area", flammableInside: true, pressurised: false, o2Equipment: false, outdoor: true, windLevel: 3, largeVessel: false, onShell: true, isolation: "blind", blindsCount: 2, extinguishers: 4, selfDecomposing: false, level: "level1",
      workLeader: id("leader"), workers: [id("worker")], guardians: [id("guardian")], fitForWork: true,
      jsa: [
        { step: "拆除旧支架", hazard: "罐内残留油气", consequence: "闪爆", measure: "清洗、置换，动火前 30 min 内分析合格", owner: id("leader"), L: 1, E: 3, C: 40 },
        { step: "焊接新支架", hazard: "火花飞溅", consequence: "引燃周边可燃物", measure: "接火盆，清理 10 m 内可燃物，专人监护", owner: id("guardian"), L: 1, E: 3, C: 15 },
      ],
      jsaTime: at("06:50"), ...change,
    };
    const sent = await call<{ id: string; number: string }>(this.app, "maintainer", "POST", "/submissions", { form: "permit-hot-work", data });
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    Object.assign(this, { id: sent.body.id, number: sent.body.number });
  }

  async prepare(change: JsonObject = {}): Promise<void> {
    const id = (login: string): string => this.app.personId(login);
    const rows = Array.from({ length: this.gasRows }, (_, n): JsonObject => ({ time: at("07:28"), point: n % 2 === 0 ? `罐壁 10 m 环 ${n + 1}` : `罐内中部 ${n + 1}`, position: n % 2 === 0 ? "outside" : "middle", gas: "gasoline", measureUnit: "lel", value: 6, lelPct: 1.4, tester: id("gas"), device: "GD-11" }));
    const toxic: JsonObject = { time: at("07:29"), point: "罐内中部", position: "middle", gas: "H2S", measureUnit: "mgm3", value: 0, tester: id("gas"), device: "GD-11" };
    const briefed = await Promise.all(["worker", "guardian"].map(async (login) => ({ file: await this.#inkOf(login, "leader"), by: id(login), at: at("07:10"), method: "handwritten" })));
    const data = {
      gasTests: [...rows, toxic],
      measures: Object.fromEntries(codes.map((code) => [code, code === "HW16" ? { applies: false } : { applies: true, confirmedBy: id("leader"), time: at("07:20"), ...(code === "HW02" ? { param: 2 } : {}) }])),
      briefer: id("leader"), briefed, briefTime: at("07:10"), leaderOpinion: "作业条件已确认，同意申请", ...change,
    };
    await this.decide("leader", "submit", { data });
  }

  async decide(as: string, command: string, more: object = {}): Promise<void> {
    const { body } = await call<{ items: Task[] }>(this.app, as, "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === this.id);
    const reply = await call(this.app, as, "POST", `/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, { command, version: task?.version, signature: { meaning: "同意", image: await this.#inkOf(as) }, gps, ...more });
    if (reply.status !== 200) throw new Error(`${as} ${command}: ${JSON.stringify(reply.body)}`);
  }

  async event(as: string, event: string, more: object = {}): Promise<void> {
    const { body } = await call<{ instance: Instance }>(this.app, as, "GET", `/submissions/${this.id}`);
    const reply = await call(this.app, as, "POST", `/instances/${body.instance.id}/commands`, { command: "event", event, version: body.instance.seq, signature: { meaning: "确认", image: await this.#inkOf(as) }, ...more });
    if (reply.status !== 200) throw new Error(`${as} ${event}: ${JSON.stringify(reply.body)}`);
  }

  async approve(): Promise<void> {
    await this.decide("head", "approve", { comment: "现场条件已核对，措施落实，同意" });
    await this.decide("safety", "approve", { comment: "同意，作业期间连续检测" });
    await this.decide("shift", "approve", { comment: "验票完毕" });
  }

  /** From the start of work to the accepted end. */
  async workAndClose(): Promise<void> {
    this.app.clock.set(Date.parse(at("07:50")));
    await this.event("leader", "start", { data: { guardianPresent: true } });
    this.app.clock.set(Date.parse(at("12:00")));
    await this.event("leader", "finish", { data: { finishTime: at("12:00"), siteRestored: true, noResidualFire: true, toolsCounted: true } });
    await this.event("leader", "leader-sign");
    this.app.clock.set(Date.parse(at("12:30")));
    await this.event("head", "accept");
  }

  /** Everybody signs with his own hand; those briefed sign on the phone of the leader, who sends it. */
  async #inkOf(login: string, sender: string = login): Promise<string> {
    const key = `${login} ${sender}`;
    const known = this.#ink.get(key);
    if (known !== undefined) return known;
    const reply = await this.app.inject(sender, { method: "POST", url: "/api/v1/files?kind=signature", ...multipart("signature.png", inkPng(this.#ink.size)) });
    const { id } = reply.json<{ id: string }>();
    this.#ink.set(key, id);
    return id;
  }
}
