import type { FlowDefinition } from "../../model/flow.ts";
import type { JsonObject } from "../../model/json.ts";
import type { OpenVisitPicture, SeatPicture } from "./picture.testkit.ts";
import { ReferenceFlow } from "./referenceFlow.testkit.ts";
import type { Command, Deputy, Input, ReferencePerson } from "./types.testkit.ts";

export const hour = 3_600_000;
const start = Date.UTC(2030, 0, 1);

export interface Setting {
  readonly answers?: JsonObject;
  readonly people?: { readonly [id: string]: ReferencePerson };
  readonly deputies?: readonly Deputy[];
  readonly checks?: (id: string) => boolean | "unknown";
  /** The initiator has not sent it yet. */
  readonly unsent?: true;
}

const plain: ReferencePerson = { active: true, roles: [] };
const names = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal", "ivo", "ini", "admin"];

/** A running instance and short ways to act on it. `ini` is the initiator, `admin` the admin. */
export class Table {
  private clock = start;
  private readonly flow: ReferenceFlow;

  constructor(def: FlowDefinition, setting: Setting = {}) {
    const people = new Map<string, ReferencePerson>([...names.map((id): [string, ReferencePerson] => [id, plain]), ...Object.entries(setting.people ?? {})]);
    this.flow = new ReferenceFlow(def, {
      people, deputies: setting.deputies ?? [], initiator: "ini", answers: setting.answers ?? {}, now: () => this.clock,
      ...(setting.checks ? { checks: setting.checks } : {}),
    });
    if (!setting.unsent) this.ok("submit", "S#1", "ini");
  }

  get now(): number {
    return this.clock;
  }

  /** A date some hours from the beginning, as a form holds it. */
  static dateAfter(hours: number): string {
    return new Date(start + hours * hour).toISOString();
  }

  static instantAfter(hours: number): number {
    return start + hours * hour;
  }

  pass(hours: number): void {
    this.clock += hours * hour;
  }

  give(input: Input): string[] {
    return this.flow.give(input);
  }

  /** One command on the task of `person` at `visit`, by that person unless `more.by` says who. */
  try(command: Command["command"], visit: string, person: string, more: Partial<Command> = {}): string[] {
    const [node = "", k = "1"] = visit.split("#");
    return this.give({ command, by: person, task: { node, k: Number(k), person }, ...more });
  }

  /** The same, and it must be accepted. */
  ok(command: Command["command"], visit: string, person: string, more: Partial<Command> = {}): void {
    const codes = this.try(command, visit, person, more);
    if (codes.length > 0) throw new Error(`${person}'s ${command} at ${visit} was refused: ${codes.join(" ")}`);
  }

  approve(visit: string, ...people: readonly string[]): void {
    for (const person of people) this.ok("approve", visit, person);
  }

  get picture(): ReturnType<ReferenceFlow["picture"]> {
    return this.flow.picture();
  }

  /** Names of the open visits. */
  get open(): string[] {
    return this.picture.open.map((visit) => visit.visit);
  }

  visit(id: string): OpenVisitPicture {
    const visit = this.picture.open.find((one) => one.visit === id);
    if (!visit) throw new Error(`${id} is not open; open are ${this.open.join(", ")}`);
    return visit;
  }

  seat(visit: string, person: string): SeatPicture {
    const list = (seats: readonly SeatPicture[]): SeatPicture[] => seats.flatMap((one) => [one, ...list(one.before?.seats ?? []), ...list(one.after?.seats ?? [])]);
    const seat = list(this.visit(visit).seats).find((one) => one.person === person);
    if (!seat) throw new Error(`${person} has no seat at ${visit}`);
    return seat;
  }

  /** The states of the top-level seats, by person. */
  states(visit: string): { [person: string]: string } {
    return Object.fromEntries(this.visit(visit).seats.map((seat) => [seat.person, seat.state]));
  }

  /** Reason and outcome of a closed visit, such as "done passed" or "joinLost". */
  closed(id: string): string | undefined {
    const visit = this.picture.closed.find((one) => one.visit === id);
    return visit && [visit.reason, visit.outcome].filter(Boolean).join(" ");
  }
}
