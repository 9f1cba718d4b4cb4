import type { InstanceView, Submitted } from "@safeloop/engine";
import { activitiesId, casesId, nothing, waitNode, type Ladder } from "./processLogsFlow.ts";
import { type LogPlant, Refused } from "./processLogsPlant.ts";
import { openedAt, type LogCase, type LogEvent } from "./processLogsRead.ts";

const dayMs = 86_400_000;

/** How one case went through the product. */
export interface Replayed {
  readonly log: LogCase;
  activities?: InstanceView; // as the last step left it
  file?: { readonly instanceId: string; readonly taskId: string };
  jumps: number;
  fault?: string; // why the product refused to go on
}

interface Moment {
  readonly at: number;
  readonly of: Replayed;
  readonly what: "open" | "close" | number; // number: index of the event
}

/** Everything that happened, in the order of time; at one instant files open first, then in the order of the log. */
function momentsOf(cases: readonly Replayed[]): readonly Moment[] {
  const rank = ({ what }: Moment): number => (what === "open" ? 0 : 1);
  const all = cases.flatMap((of): Moment[] => {
    const { events, deadline, closedAt } = of.log;
    const file: Moment[] = deadline === undefined ? [] : [{ at: openedAt(of.log), of, what: "open" }, ...(closedAt === undefined ? [] : [{ at: closedAt, of, what: "close" } as const])];
    return [...file, ...events.map((event, i): Moment => ({ at: event.at, of, what: i }))];
  });
  return all.sort((a, b) => a.at - b.at || rank(a) - rank(b)); // stable
}

/** Replays cases through the HTTP interface, all of them interleaved as they were, the clock at the instants of the log. */
export class Replay {
  constructor(readonly plant: LogPlant, readonly ladder: Ladder) {}

  /** Replays a log, from its first instant to a day after its last. */
  async run(log: readonly LogCase[]): Promise<readonly Replayed[]> {
    const cases = log.map((one): Replayed => ({ log: one, jumps: 0 }));
    const moments = momentsOf(cases);
    let day = moments[0]?.at ?? 0;
    for (const moment of moments) {
      day = await this.#days(day, moment.at, log);
      await this.#step(moment);
    }
    await this.#settle(Math.max(day, (moments.at(-1)?.at ?? 0) + dayMs));
    return cases;
  }

  /** Timers and notices are carried out once a day, so that deadlines fire in time; without deadlines only on days when something is done. The next such day. */
  async #days(from: number, to: number, log: readonly LogCase[]): Promise<number> {
    const still = log.every((one) => one.deadline === undefined);
    let day = still ? Math.max(from, to - ((to - from) % dayMs)) : from;
    for (; day <= to; day += dayMs) await this.#settle(day);
    return day;
  }

  async #settle(at: number): Promise<void> {
    this.plant.app.clock.set(at);
    await this.plant.app.settle();
  }

  /** A case that was refused once is left where it stands; why is kept. */
  async #step({ at, of, what }: Moment): Promise<void> {
    if (of.fault !== undefined) return;
    this.plant.app.clock.set(at);
    try {
      if (what === "open") await this.#open(of);
      else if (what === "close") await this.#close(of);
      else await this.#act(of, what);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      of.fault = `${what === "open" || what === "close" ? `${what} the file` : `step ${what + 1}, ${of.log.events[what]?.activity}`}: ${error.message}`;
    }
  }

  async #open(of: Replayed): Promise<void> {
    const { id, responsible, deadline = 0 } = of.log;
    const made = await this.plant.ask<Submitted>(this.plant.loginOf(responsible), "POST", "/submissions", { form: casesId, data: { case: id, deadline: new Date(deadline).toISOString() } });
    const task = made.instance?.tasks[0];
    if (!made.instance || task?.node.id !== "close") throw new Refused("opening the file gave no task to close it");
    of.file = { instanceId: made.instance.id, taskId: task.id };
  }

  async #close({ log, file }: Replayed): Promise<void> {
    const login = this.plant.loginOf(log.responsible);
    const path = `/tasks/${encodeURIComponent(file?.taskId ?? "")}`;
    const { version } = await this.plant.ask<{ version: number }>(login, "GET", path);
    await this.plant.ask(login, "POST", `${path}/commands`, { command: "submit", version });
  }

  async #act(of: Replayed, i: number): Promise<void> {
    const event = of.log.events[i] as LogEvent;
    const next = of.log.events[i + 1];
    const data = { next: this.#node(next), who: this.plant.personId((next ?? event).resource) };
    of.activities = i === 0 ? await this.#begin(of, event, data) : await this.#complete(of, event, data);
    if (next && !openTask(of, data.next)) await this.#jump(of, data.next);
  }

  async #begin(of: Replayed, event: LogEvent, data: object): Promise<InstanceView> {
    const made = await this.plant.ask<Submitted>(this.plant.loginOf(event.resource), "POST", "/submissions", { form: activitiesId, data: { case: of.log.id, ...data } });
    if (!made.instance) throw new Refused("the form began no flow");
    return made.instance;
  }

  async #complete(of: Replayed, event: LogEvent, data: object): Promise<InstanceView> {
    const task = openTask(of, this.#node(event));
    if (!task || task.seat.person.id !== this.plant.personId(event.resource)) throw new Refused(`${event.resource} has no task there`);
    const reply = await this.plant.ask<{ instance: InstanceView }>(this.plant.loginOf(event.resource), "POST", `/tasks/${encodeURIComponent(task.id)}/commands`, { command: "submit", version: task.version, data });
    return reply.instance;
  }

  /** Back to a step above: the administrator moves the waiting token. The k-th wait is the visit `wait#k`. */
  async #jump(of: Replayed, to: string): Promise<void> {
    of.jumps += 1;
    const { id = "", seq = 0 } = of.activities ?? {};
    const body = { command: "jump", visit: `${waitNode}#${of.jumps}`, to, reason: "the log goes back here", version: seq };
    of.activities = (await this.plant.ask<{ instance: InstanceView }>("admin", "POST", `/instances/${id}/commands`, body)).instance;
  }

  #node(event: LogEvent | undefined): string {
    return event === undefined ? nothing : (this.ladder.idOf.get(event.activity) ?? "");
  }
}

function openTask(of: Replayed, node: string): InstanceView["tasks"][number] | undefined {
  return of.activities?.tasks.find((task) => task.node.id === node && task.state === "open");
}
