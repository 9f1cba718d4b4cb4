import type { AddressInfo } from "node:net";
import type { FlowDefinition, FormDefinition, InstanceView, TaskView } from "@safeloop/engine";
import type { Browser, Page } from "playwright-core";
import { sessionCookie } from "../runtime/server/auth/sessions.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { publishTest } from "../runtime/server/testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../runtime/server/testing/testApp.ts";
import { buildWebIfStale } from "../scripts/buildWeb.ts";
import { openBrowser, openPage, type Watched } from "./browser.ts";

/** A submission that runs through a flow. */
export interface Paper {
  readonly id: string;
  readonly number: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Definitions { readonly forms: readonly FormDefinition[]; readonly flows: readonly FlowDefinition[] }

/** The whole product with definitions of a test's own, a browser before it, and a clock that the test moves. */
export class Stage {
  readonly #opened: Watched[] = [];

  private constructor(
    readonly app: TestApp,
    readonly browser: Browser,
    readonly url: string,
  ) {}

  /** `withPacks`: the packs of the product are there too, not only the test's definitions. */
  static async open(definitions: Definitions, withPacks = false): Promise<Stage> {
    await buildWebIfStale(() => undefined);
    const app = await makeTestApp({ clock: new TestClock(Date.now()), webRoot: "dist/web", ...(withPacks ? {} : { config: { templatesDir: makeEmptyTemplates() } }) });
    await publishTest(app, definitions);
    await app.http.listen({ host: "127.0.0.1", port: 0 });
    return new Stage(app, await openBrowser(), `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }

  /** A page of a person's own, signed in, on the stage's clock. */
  async page(login: string, viewport?: Size): Promise<Page> {
    const page = await this.plainPage(login, viewport);
    await page.clock.install({ time: this.app.clock.now() });
    return page;
  }

  /** The same on the clock of the machine, whose frames are real. */
  async plainPage(login: string, viewport?: Size): Promise<Page> {
    const { app, url } = this;
    const watched = await openPage(this.browser, viewport);
    this.#opened.push(watched);
    const session = await app.store.unit((tx) => app.parts.sessions.create(tx, { id: app.personId(login), tenantId: app.tenantId }));
    await watched.context.addCookies([{ name: sessionCookie, value: session, url }]);
    watched.page.setDefaultTimeout(20_000);
    return watched.page;
  }

  /** What went wrong on any page so far. */
  faults(): readonly string[] {
    return this.#opened.flatMap((one) => one.faults());
  }

  /** Carries out what the server still owes: notices, due timers, open pages. */
  async settle(): Promise<void> {
    await this.app.settle();
  }

  async submit(login: string, form: string, data: object): Promise<Paper> {
    return this.#post<Paper>(login, "/api/v1/submissions", { form, data });
  }

  /** What the server holds of a paper's flow, as this person may see it. */
  async instance(paper: Paper, login = "worker"): Promise<InstanceView> {
    const { instance } = (await this.app.inject(login, { method: "GET", url: `/api/v1/submissions/${paper.id}` })).json<{ instance: InstanceView }>();
    return instance;
  }

  /** Titles of the steps with a task in this state. */
  async steps(paper: Paper, state: TaskView["state"] = "open"): Promise<string[]> {
    return (await this.instance(paper)).tasks.filter((one) => one.state === state).map((one) => one.node.title.zh);
  }

  /** What waits for this person on the paper. */
  async taskOf(login: string, paper: Paper): Promise<TaskView | undefined> {
    const { items } = (await this.app.inject(login, { method: "GET", url: "/api/v1/tasks?mine=true" })).json<{ items: TaskView[] }>();
    return items.find((one) => one.submissionId === paper.id);
  }

  /** Approves over HTTP, where the click is not what is looked at. */
  async approve(login: string, paper: Paper): Promise<void> {
    const task = await this.taskOf(login, paper);
    await this.#post(login, `/api/v1/tasks/${encodeURIComponent(task?.id ?? "")}/commands`, { command: "approve", version: task?.version });
  }

  async #post<T>(login: string, url: string, payload: object): Promise<T> {
    const reply = await this.app.inject(login, { method: "POST", url, payload });
    if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.body}`);
    await this.settle();
    return reply.json<T>();
  }

  /** Somebody is away from now on, and another stands in. */
  absence(login: string, deputy: string, hours: number, reason: string): Promise<{ readonly id: string }> {
    const now = this.app.clock.now();
    return this.#post(login, "/api/v1/absences", { deputyId: this.app.personId(deputy), from: new Date(now).toISOString(), to: new Date(now + hours * 3_600_000).toISOString(), reason });
  }
}
