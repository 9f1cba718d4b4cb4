import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstanceView, JsonObject, JsonValue, NoticePage, TaskPage, TaskView } from "@safeloop/engine";
import { answersAt, cast, drawFlow, idiomForm, looked, msOf, pictureOf, PlayedCase, readIdiomCases, type CommandStep, type IdiomCase, type Seen, type Step } from "../../../engine/testing/index.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { loadInstance } from "./loadInstance.ts";

/**
 * Every case of the idioms, through the real server and step by step beside
 * the engine: the same refusals, the same open tasks in the instance and in
 * the inboxes, the same stored state, the same notices.
 */

/** Cases of one drawing stand together, so that it is published once. */
const cases = readIdiomCases().flatMap((one) => one.cases).filter((one) => one.engineOnly === undefined)
  .map((one) => ({ one, drawing: JSON.stringify(one.flow) })).sort((a, b) => (a.drawing < b.drawing ? -1 : a.drawing > b.drawing ? 1 : 0)).map(({ one }) => [`${one.id}: ${one.title.en}`, one] as const);
const org = "site-2";
const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

interface Refused { readonly code: string; readonly issues?: readonly { readonly code: string; readonly severity: string }[] }

/** The cast in the test tenant, and the server as the cases use it. */
class Stage {
  readonly #ids = new Map<string, string>([["admin", "p-admin"]]);
  #published = "";
  #etag = "";

  constructor(readonly app: TestApp) {}

  /** People as `testTenant.ts` seeds them, managers first, all with an ordinary role; and the form. */
  async seat(): Promise<void> {
    const { store, clock, parts, tenantId } = this.app;
    const members = Object.entries(cast).filter(([name]) => name !== "admin");
    // The directory lists people by name; so they come in the order of the cast, as on the engine.
    for (const [i, [name]] of members.entries()) this.#ids.set(name, `cast-${String(i).padStart(2, "0")}-${name}`);
    await store.unit(async (tx) => {
      for (const [name, { manager, roles = [], disabled }] of members) {
        const row = [this.id(name), tenantId, org, loginOf(name), this.id(name), manager === undefined ? null : this.id(manager), disabled ? "disabled" : "active", "[]", clock.now()];
        await tx.run({ sql: "insert into people (id, tenant_id, org_id, login, name, manager_id, status, certificates, must_change, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)", bindings: row });
        for (const role of ["operator", ...roles]) await tx.run({ sql: "insert into role_assignments (person_id, role, org_id, tenant_id) values (?, ?, ?, ?)", bindings: [this.id(name), role, org, tenantId] });
      }
      await parts.directories.changed(tx, tenantId);
    });
    await publishTest(this.app, { forms: [idiomForm] });
  }

  readonly id = (name: string): string => this.#ids.get(name) ?? fail(`${name} is not of the cast`);
  readonly name = (id: string): string => [...this.#ids].find(([, one]) => one === id)?.[0] ?? fail(`${id} is not of the cast`);

  get(as: string, url: string) {
    return this.app.inject(as === "admin" ? as : loginOf(as), { method: "GET", url: `/api/v1${url}` });
  }

  post(as: string, url: string, payload: object) {
    return this.app.inject(as === "admin" || as === "designer" ? as : loginOf(as), { method: "POST", url: `/api/v1${url}`, payload });
  }

  async ok<T>(as: string, url: string, payload: object): Promise<T> {
    const reply = await this.post(as, url, payload);
    if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
    return (reply.body === "" ? undefined : reply.json()) as T;
  }

  /** One flow for all cases: each drawing is its next revision, running instances keep theirs. */
  async publish({ flow }: IdiomCase): Promise<void> {
    const drawing = JSON.stringify(flow);
    if (drawing === this.#published) return;
    const definition = drawFlow(flow, this.id);
    const first = this.#published === "";
    const saved = await this.app.inject("designer", { method: first ? "POST" : "PUT", url: first ? "/api/v1/flows" : "/api/v1/flows/idioms/draft", payload: { definition }, ...(first ? {} : { headers: { "if-match": this.#etag } }) });
    if (saved.statusCode >= 300) throw new Error(`${drawing}: ${saved.body}`);
    const done = await this.app.inject("designer", { method: "POST", url: "/api/v1/flows/idioms/publish", payload: { reason: "test" }, headers: { "if-match": saved.json<{ etag: string }>().etag } });
    if (done.statusCode !== 200) throw new Error(`${drawing}: ${done.body}`);
    this.#etag = done.json<{ hash: string }>().hash;
    this.#published = drawing;
  }

  async away({ absences = [] }: IdiomCase): Promise<readonly string[]> {
    const at = (duration: string): string => new Date(this.app.clock.now() + msOf(duration)).toISOString();
    const made: string[] = [];
    for (const one of absences) made.push((await this.ok<{ id: string }>("admin", "/absences", { personId: this.id(one.person), deputyId: this.id(one.deputy), from: at(one.from), to: at(one.to) })).id);
    return made;
  }
}

const loginOf = (name: string): string => `cast-${name}`;

function fail(message: string): never {
  throw new Error(message);
}

/** A case being played on the server, with the engine playing it beside. */
class OnServer {
  readonly engine: PlayedCase;
  readonly #told: string[];

  private constructor(readonly stage: Stage, readonly given: IdiomCase, readonly submission: string, readonly instance: string) {
    this.engine = new PlayedCase(given, stage.app.clock.now());
    this.#told = [...this.engine.toldAtFirst];
  }

  static async begin(stage: Stage, given: IdiomCase): Promise<OnServer> {
    await stage.publish(given);
    const sent = await stage.ok<{ id: string; instance: InstanceView }>("me", "/submissions", { form: "idioms", data: answersAt(given.answers ?? {}, stage.app.clock.now(), stage.id) });
    return new OnServer(stage, given, sent.id, sent.instance.id);
  }

  async step(step: Step): Promise<{ readonly engine: Seen; readonly server: Partial<Seen> }> {
    const asked = "do" in step ? this.#requestOf(step) : undefined;
    const task = "may" in step ? this.#task(step) : "";
    const from = this.engine.run.fired.length;
    const engine = this.engine.play(step);
    this.#told.push(...engine.told);
    if ("wait" in step) await this.#wait(this.engine.run.fired.slice(from));
    if ("event" in step) await this.stage.ok("admin", "/events", step.event);
    if ("may" in step) return { engine, server: await this.#may(step, task) };
    const codes = asked ? await this.#give(asked) : [];
    // A resume lets come due what was held, an event is delivered; all else is carried out before the clock moves.
    if ("event" in step || ("do" in step && step.do === "resume")) await this.stage.app.settle();
    return { engine, server: { codes } };
  }

  #requestOf({ by, do: command, at, expect: _, told: __, open: ___, seats: ____, version, data, person, people, ...more }: CommandStep): { readonly by: string; readonly url: string; readonly body: JsonObject } {
    const task = at === undefined ? undefined : this.engine.taskOf({ by, do: command, at });
    const url = task ? `/tasks/${encodeURIComponent(this.#here(task.id))}/commands` : `/instances/${this.instance}/commands`;
    const body = {
      command, version: version ?? task?.version ?? this.engine.run.instance.seq, ...more, ...(data ? { data: answersAt(data, this.engine.beginning, this.stage.id) } : {}),
      ...(person === undefined ? {} : { person: this.stage.id(person) }), ...(people === undefined ? {} : { people: people.map(this.stage.id) }),
    };
    return { by, url, body };
  }

  async #give({ by, url, body }: { readonly by: string; readonly url: string; readonly body: JsonObject }): Promise<readonly string[]> {
    const reply = await this.stage.post(by, url, body);
    if (reply.statusCode === 200) return [];
    const { code, issues = [] } = reply.json<Refused>();
    const errors = issues.filter((one) => one.severity === "error").map((one) => one.code);
    return errors.length > 0 ? errors : [code];
  }

  /** Timers fire at the instants at which they did on the engine. */
  async #wait(instants: readonly number[]): Promise<void> {
    const { app } = this.stage;
    await app.settle();
    for (const at of [...instants, this.engine.run.now]) {
      app.clock.set(at);
      await app.settle();
    }
  }

  async #may({ by, may }: Extract<Step, { may: unknown }>, task: string): Promise<Partial<Seen>> {
    const found = (await this.stage.get(by, `/tasks/${encodeURIComponent(task)}`)).json<TaskView>().mayAct[may];
    return { codes: found?.allowed ? [] : [found?.code ?? "NOT_ENTITLED"], targets: (found?.targets ?? []).map((one) => one.node) };
  }

  #task(step: Step): string {
    return this.#here(this.engine.taskOf(step)?.id ?? fail("no task"));
  }

  /** The id a task of the engine has on the server. */
  #here(task: string): string {
    return `${this.instance}${task.slice(this.engine.run.instance.id.length)}`;
  }

  /** What the initiator's page and the stored instance show, beside what the engine has. */
  async picture(): Promise<{ readonly server: object; readonly engine: object }> {
    const view = (await this.stage.get("me", `/submissions/${this.submission}`)).json<{ instance: InstanceView; data: { [field: string]: JsonValue } }>();
    const stored = (await loadInstance(this.stage.app.ctx, this.stage.app.store, this.stage.app.tenantId, this.instance)) ?? fail("no instance");
    const { run, picture, beginning } = this.engine;
    return {
      server: { page: this.#open(view.instance.tasks), status: view.instance.status, outcome: view.instance.outcome ?? null, seq: view.instance.seq, data: view.data, stored: pictureOf(stored.flow.definition, stored.instance, this.stage.name), inboxes: await this.#inboxes() },
      engine: {
        page: picture.open.map((one) => one.replace(/\+\w+/, "")), status: run.instance.status, outcome: picture.outcome, seq: run.instance.seq, data: answersAt(run.answers, beginning, this.stage.id), stored: picture,
        inboxes: this.#expectedInboxes(),
      },
    };
  }

  #open(tasks: readonly TaskView[]): string[] {
    return tasks.flatMap(({ visit, seat }) => {
      const at = `${visit ?? ""}:${this.stage.name(seat.person.id)}`;
      if (seat.state === "delegated") return [`${at} asks ${this.stage.name(seat.delegatee?.id ?? "")}`];
      return seat.state === "claimed" ? [`${at} claimed`] : seat.state === "open" ? [at] : [];
    }).sort();
  }

  /** Whom a person stands in for now, by the case's absences. */
  #principals(person: string): readonly string[] {
    const now = this.engine.run.now - this.engine.beginning;
    const away = (this.given.absences ?? []).filter((one) => msOf(one.from) <= now && now < msOf(one.to));
    const found = new Set([person]);
    for (const one of found) for (const { person: absent } of away.filter(({ deputy }) => deputy === one)) found.add(absent);
    return [...found];
  }

  /** Everybody of the paper and who stands in for them. */
  get #concerned(): readonly string[] {
    return [...new Set([...this.engine.run.tasks().flatMap((task) => [...task.actors, ...task.holders]), ...(this.given.absences ?? []).map((one) => one.deputy)])].filter((one) => one !== "gone");
  }

  /** Where the open tasks lie: with those asked, and with who stands in for them. */
  async #inboxes(): Promise<string[]> {
    const found: string[] = [];
    for (const person of this.#concerned) {
      const { items } = (await this.stage.get(person, "/tasks?mine=true&limit=200")).json<TaskPage>();
      found.push(...items.filter((one) => one.instanceId === this.instance).map((one) => `${one.visit ?? ""} ${person}`));
    }
    return found.sort();
  }

  #expectedInboxes(): string[] {
    const tasks = this.engine.run.tasks();
    return this.#concerned.flatMap((person) => tasks.filter((task) => this.#principals(person).some((one) => task.actors.includes(one))).map((task) => `${task.visit} ${person}`)).sort();
  }

  /** Everything anybody was told of this paper, where the case looks at notices. */
  async told(): Promise<{ readonly server: readonly string[]; readonly engine: readonly string[] } | undefined> {
    if (!this.given.steps.some((step) => "told" in step)) return undefined;
    await this.stage.app.settle();
    const server: string[] = [];
    for (const person of Object.keys(cast).filter((one) => !cast[one]?.disabled)) {
      const { items } = (await this.stage.get(person, "/notices?limit=200")).json<NoticePage>();
      server.push(...items.filter((one) => one.subject?.id === this.submission || one.subject?.id === this.instance).map((one) => `${one.topic} ${person}`));
    }
    return { server: server.sort(), engine: [...this.#told].sort() };
  }

  /** Leaves nothing running, nobody away. */
  async finish(absences: readonly string[]): Promise<void> {
    const { run } = this.engine;
    if (run.instance.status === "running") await this.stage.ok("admin", `/instances/${this.instance}/commands`, { command: "terminate", version: run.instance.seq, reason: "case over" });
    for (const one of absences) await this.stage.post("admin", `/absences/${one}/end`, {}); // one that is past is over already
  }
}

/** The engine decides, whichever store it is; so the second one is asked a third of the cases, and all of them in `npm run test:long -- idioms`. */
const casesOn = (driver: string): typeof cases => (driver === "postgres" && process.env["IDIOMS"] !== "all" ? cases.filter((_, at) => at % 3 === 0) : cases);

describe.each(drivers)("idioms on the server, %s", (driver) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = new Stage(await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } }));
    await stage.seat();
  });
  afterAll(async () => stage.app.close());

  test.each(casesOn(driver))("%s", async (_, given) => {
    const absences = await stage.away(given);
    const on = await OnServer.begin(stage, given);
    try {
      await playAll(on);
    } finally {
      await on.finish(absences);
    }
  });
});

async function playAll(on: OnServer): Promise<void> {
  const { steps, expect: wanted } = on.given;
  for (const [i, step] of steps.entries()) {
    const { engine, server } = await on.step(step);
    expect(server, `step ${i + 1}: ${JSON.stringify(step)}`).toEqual(server.targets ? { codes: engine.codes, targets: engine.targets } : { codes: engine.codes });
  }
  const { server, engine } = await on.picture();
  expect(server).toEqual(engine);
  const told = await on.told();
  expect(told?.server).toEqual(told?.engine);
  const end = looked(wanted, on.engine.picture, on.engine.run.answers);
  expect(end.found).toEqual(end.wanted);
  expect(on.engine.picture.outcome).toBe(wanted.outcome ?? null);
}
