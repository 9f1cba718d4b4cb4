import { makeEmptyTemplates } from "../../runtime/server/testing/emptyTemplates.ts";
import { publishTest } from "../../runtime/server/testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../../runtime/server/testing/testApp.ts";
import { activitiesFlow, activitiesForm, casesFlow, casesForm, type Ladder } from "./processLogsFlow.ts";
import { openedAt, type LogCase } from "./processLogsRead.ts";

/** Who does what the log names nobody for. */
const unnamed = "unnamed";

/** A request of the replay that the product refused: the case cannot be replayed as it is. */
export class Refused extends Error {}

/** The whole server on a fresh store, with the log's people and definitions, and a clock that follows the log. */
export class LogPlant {
  readonly #logins = new Map<string, string>();

  private constructor(readonly app: TestApp) {}

  /** Opens it a day before the log begins, so that people and definitions are there. */
  static async open(cases: readonly LogCase[], ladder: Ladder): Promise<LogPlant> {
    const app = await makeTestApp({ clock: new TestClock(Math.min(...cases.map(openedAt)) - 86_400_000), config: { templatesDir: makeEmptyTemplates() } });
    try {
      const plant = new LogPlant(app);
      const names = new Set(cases.flatMap((one) => [one.responsible, ...one.events.map((event) => event.resource)]));
      for (const name of names) await plant.#invite(name || unnamed);
      await publishTest(app, { forms: [activitiesForm(ladder), casesForm], flows: [activitiesFlow(ladder), casesFlow] });
      return plant;
    } catch (error) {
      await app.close();
      throw error;
    }
  }

  /** A person is invited by the administrator and sets a password, as in a plant. */
  async #invite(name: string): Promise<void> {
    if (this.#logins.has(name)) return;
    const login = `log-${this.#logins.size + 1}`;
    const { invite } = await this.ask<{ invite: { link: string } }>("admin", "POST", "/people", { login, name, orgId: "site-1", roles: [{ role: "worker", orgId: "site-1" }] });
    const token = new URL(invite.link, "http://plant").searchParams.get("token");
    await this.ask(null, "POST", "/session/link", { token, password: "signed by the replay" });
    this.#logins.set(name, login);
  }

  /** The login of a person the log names. */
  loginOf(name: string): string {
    const login = this.#logins.get(name || unnamed);
    if (login === undefined) throw new Error(`The plant has no ${name}.`);
    return login;
  }

  personId(name: string): string {
    return this.app.personId(this.loginOf(name));
  }

  /** A request over HTTP; throws `Refused` unless it was answered 2xx. */
  async ask<T>(as: string | null, method: "GET" | "POST", path: string, payload?: object): Promise<T> {
    const reply = await this.app.inject(as, { method, url: `/api/v1${path}`, ...(payload === undefined ? {} : { payload }) });
    if (reply.statusCode >= 300) throw new Refused(`${method} ${path} answered ${reply.statusCode} ${reply.body.slice(0, 300)}`);
    return reply.json<T>();
  }
}
