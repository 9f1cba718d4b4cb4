import fc from "fast-check";
import type { JsonObject } from "../../model/json.ts";
import type { Command, CommandName, Input } from "../reference/types.testkit.ts";
import { everySeat } from "../seats/seatTree.ts";
import { hour, t0 } from "./plant.testkit.ts";
import { persons, Sides } from "./sides.testkit.ts";
import { randomIdioms } from "./randomFlow.testkit.ts";

interface Throw { readonly what: number; readonly pick: number; readonly more: number; readonly flag: boolean }

const throws = fc.array(fc.record({ what: fc.nat(999), pick: fc.nat(9_999), more: fc.nat(9_999), flag: fc.boolean() }), { minLength: 5, maxLength: 40 });
const absences = fc.array(fc.record({ person: fc.constantFrom("a", "b", "c"), deputy: fc.constantFrom("b", "c", "d", "me"), from: fc.constantFrom(t0, t0 + hour), hours: fc.constantFrom(1, 9, 300) }), { maxLength: 2 })
  .map((list) => list.filter((one, i) => one.person !== one.deputy && list.findIndex((other) => other.person === one.person) === i).map(({ person, deputy, from, hours }) => ({ person, deputy, from, to: from + hours * hour })));

const one = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];

/** Seats of every visit, nested ones too, as the reference names them. */
function tasksOf(sides: Sides): { node: string; k: number; person: string; holders: readonly string[]; state: string; version: number; addedBy: string | undefined }[] {
  const seats = new Map(sides.engine.instance.visits.flatMap((visit) => everySeat(visit.seats).map((seat) => [`i1:${visit.id}:${seat.id}`, seat])));
  return sides.engine.tasks().filter((task) => task.state !== "removed").map((task) => ({
    node: task.node, k: Number(task.visit.split("#")[1]), person: task.person, holders: task.actors.length > 0 ? task.actors : task.holders, state: task.state, version: task.version, addedBy: seats.get(task.id)?.added?.by,
  }));
}

const onTask: readonly (readonly [number, CommandName])[] = [
  [300, "approve"], [370, "reject"], [460, "return"], [490, "transfer"], [520, "delegate"], [550, "advise"], [570, "undelegate"], [600, "claim"], [615, "unclaim"], [670, "addSigner"], [690, "reduceSigner"], [740, "takeBack"],
];

/** An input made of chance: mostly sensible ones, some stale, foreign or nonsensical. */
function inputFor(sides: Sides, { what, pick, more, flag }: Throw): Input {
  const { instance, def } = sides.engine;
  if (instance.life && what % 5 < 2) return lifeInput(sides, { what, pick, more, flag });
  const tasks = tasksOf(sides);
  const live = tasks.filter((task) => ["open", "claimed", "delegated"].includes(task.state));
  const command = onTask.find(([below]) => what < below)?.[1];
  if (command) {
    const pool = what % 9 === 8 ? tasks : poolFor(sides, command, tasks, live);
    return taskCommand(sides, command, one(pool.length > 0 ? pool : live.length > 0 ? live : tasks, pick), more, flag);
  }
  const open = instance.visits.filter((visit) => visit.state !== "closed");
  if (instance.suspended && pick % 3 === 0) return instance.causes.some((cause) => cause.id !== "manual") ? { interlockOver: instance.causes.find((cause) => cause.id !== "manual")?.id ?? "" } : { command: "resume", by: "admin" };
  if (what < 760) return { command: "withdraw", by: flag ? "me" : "a" };
  if (what < 780) return { command: flag ? "suspend" : "resume", by: "admin", reason: "r" };
  if (what < 850) return { timer: one(sides.reference.picture().timers.map((timer) => `${timer.visit}:${timer.kind}:${timer.i}`), pick) ?? "none" };
  if (what < 890) return { childEnded: { visit: one(instance.visits.filter((visit) => visit.children).map((visit) => visit.id), pick) ?? "none#1", row: more % 3 === 2 ? 1 : 0, outcome: flag ? "approved" : "rejected" } };
  if (what < 920) return { event: "e", key: more % 4 === 0 ? "other" : "k" };
  if (what < 935) return flag ? { interlock: `g${more % 2}` } : { interlockOver: `g${more % 2}` };
  if (what < 965) return { command: "jump", by: "admin", visit: one(open, pick)?.id ?? "S#1", to: one(def.nodes.filter((node) => ["start", "fill", "approval"].includes(node.kind)), more)?.id ?? "S", reason: "r" };
  if (what < 985) return { command: flag ? "comment" : "urge", by: one(persons, pick) ?? "me", comment: "x" };
  return flag ? { command: "cancel", by: "me" } : { command: "terminate", by: what % 3 === 0 ? "admin" : "c", reason: "r" };
}

/** What happens in a life: mostly an event the state takes, by one who may. */
function lifeInput(sides: Sides, { what, pick, more, flag }: Throw): Input {
  const { instance, def } = sides.engine;
  const events = def.life?.events ?? [];
  if (what % 10 === 1) return flag ? { interlock: `g${more % 2}` } : { interlockOver: one(instance.causes.map((cause) => cause.id), pick) ?? "g0" };
  const here = events.filter((event) => Array.isArray(event.by) && event.from.includes(instance.life?.state ?? ""));
  const event = one(pick % 7 === 6 ? events : here, pick);
  const named = event && typeof event.by !== "string" ? event.by.flatMap((by) => (by.kind === "person" ? [by.person] : [])) : [];
  return { command: "event", event: event?.id ?? "none", by: one(pick % 9 === 8 ? persons : named, more) ?? "a", ...lifeData(more), ...(more % 6 === 5 ? {} : { reason: "r", comment: "c", signature: true, photo: true }) };
}

function lifeData(more: number): { data?: JsonObject } {
  const data: readonly JsonObject[] = [{}, { n: 30 + (more % 90) }, { g: more % 7 === 0 ? "x" : "z" }, { h: new Date(t0 + (1 + (more % 30)) * hour).toISOString() }, {}, more % 11 === 0 ? { f: "x" } : {}];
  const chosen = data[more % data.length] ?? {};
  return Object.keys(chosen).length === 0 ? {} : { data: chosen };
}

/** Tasks for which a command makes sense. */
function poolFor(sides: Sides, command: CommandName, tasks: ReturnType<typeof tasksOf>, live: ReturnType<typeof tasksOf>): ReturnType<typeof tasksOf> {
  const isDecided = (task: { readonly node: string }): boolean => task.node.startsWith("life.") || sides.def.nodes.find((node) => node.id === task.node)?.kind === "approval";
  if (command === "takeBack") return tasks.filter((task) => task.state === "approved" || task.state === "rejected");
  if (command === "advise" || command === "undelegate") return tasks.filter((task) => task.state === "delegated");
  if (command === "unclaim") return tasks.filter((task) => task.state === "claimed");
  if (command === "reduceSigner") return tasks.filter((task) => task.addedBy !== undefined && task.state !== "superseded");
  return command === "approve" ? live : live.filter((task) => isDecided(task));
}

function taskCommand(sides: Sides, command: CommandName, task: ReturnType<typeof tasksOf>[number] | undefined, more: number, flag: boolean): Command {
  const kind = task?.node.startsWith("life.") ? "life" : sides.def.nodes.find((node) => node.id === task?.node)?.kind;
  const by = more % 23 === 22 ? "d" : more % 29 === 28 ? "admin" : (one(task?.holders ?? [], more) ?? "me");
  const person = one([...persons, "ghost"], more) ?? "a";
  // As a page sends it: with the version it shows, now and then one that somebody has changed meanwhile.
  const version = task && more % 3 === 0 ? { version: task.version - (more % 5 === 4 ? 1 : 0) } : {};
  const base = { by, task: task && { node: task.node, k: task.k, person: task.person }, ...version };
  const humans = sides.def.nodes.filter((node) => ["start", "fill", "approval"].includes(node.kind)).map((node) => node.id);
  switch (command) {
    case "approve": return { ...base, command: (kind === "approval") === (more % 53 !== 52) ? "approve" : "submit", ...data(kind, more), ...(more % 6 === 5 ? {} : { signature: true }) };
    case "reject": return { ...base, command, ...(flag ? { comment: "no" } : {}), signature: true };
    case "return": return { ...base, command, to: one(humans, more) ?? "S", back: flag };
    case "transfer": return { ...base, command, person, ...(more % 5 === 0 ? { by: "admin" } : {}) };
    case "delegate": return { ...base, command, person };
    case "addSigner": return { ...base, command, people: more % 3 === 0 ? [person] : [person, one(persons, more + 3) ?? "b"], position: (["before", "after", "parallel"] as const)[more % 3] ?? "parallel", mode: (["any", "all", "sequence"] as const)[(more >> 3) % 3] ?? "all" };
    case "reduceSigner": return { ...base, command, by: more % 5 === 4 ? by : (task?.addedBy ?? by) };
    case "undelegate": return { ...base, command, by: task?.person ?? by };
    case "takeBack": return { ...base, command, by: more % 7 === 6 ? by : (task?.person ?? by) };
    case "advise": return { ...base, command, comment: "x" };
    default: return { ...base, command };
  }
}

function data(kind: string | undefined, more: number): { data?: JsonObject } {
  if (kind === "life") return lifeData(more);
  if (kind === undefined || more % (kind === "approval" ? 15 : 3) !== 0) return {};
  return { data: more % 2 === 0 ? { f: ["x", "y"][more % 4 === 0 ? 0 : 1] ?? "x" } : { g: more % 7 === 0 ? "x" : "z" } };
}

/** Time passes now and then, to just before, at or after what is due next. */
function passTime(sides: Sides, { what, more }: Throw): void {
  const due = sides.engine.instance.timers.filter((timer) => timer.remainingMs === undefined).map((timer) => timer.dueAt).sort((a, b) => a - b)[0];
  if (what >= 780 && what < 850 && due !== undefined && more % 5 > 0) sides.engine.now = Math.max(sides.engine.now, due - (more % 5 === 1 ? 1 : 0));
  else if (more % 17 === 0) sides.engine.now += hour / 2;
}

/** How often each answer came, and how flows ended. */
export interface Compared {
  flows: number;
  inputs: number;
  readonly seen: Map<string, number>;
}

/** The property: on a random flow under random inputs the engine and the naive reference answer alike and show the same picture, state read back from its JSON every fifth step. */
export function sameOnBothSides(compared: Compared): fc.IProperty<[...Parameters<typeof drive>]> {
  return fc.property(randomIdioms, throws, absences, fc.constantFrom<JsonObject>({}, { f: "x" }, { f: "x", n: 90, r: [{ w: "1" }, { w: "2" }] }, { g: "x", h: new Date(t0 + 2 * hour).toISOString() }), fc.boolean(), (def, chances, away, answers, atOffice) => {
    drive(def, chances, away, answers, atOffice, compared);
  }) as never;
}

function drive(def: Sides["def"], chances: readonly Throw[], away: ConstructorParameters<typeof Sides>[2], answers: JsonObject, atOffice: boolean, compared: Compared): void {
  const sides = new Sides(def, answers, away, atOffice);
  compared.flows++;
  mustAgree("start", sides.pictures());
  let last: Input | undefined;
  chances.forEach((chance, i) => {
    if (sides.engine.instance.status === "ended") return;
    if (i % 5 === 4) sides.reload();
    passTime(sides, chance);
    if (chance.what % 50 === 49) mustBeRefused(sides.otherRevision());
    const repeated = chance.more % 31 === 30 ? last : undefined; // the same once more: two who decide at once
    const input = repeated ?? inputFor(sides, chance);
    last = input;
    const codes = sides.give(input, repeated !== undefined);
    mustAgree(input, codes);
    mustAgree(input, sides.pictures());
    count(compared, `${nameOf(input)} ${codes.engine[0] ?? "accepted"}`);
    compared.inputs++;
  });
  count(compared, `ended ${sides.engine.instance.outcome ?? "running"}`);
  if (sides.engine.instance.life) count(compared, "lived");
}

/** A running instance stays with its revision: a step by a newer one is refused, and changes nothing. */
function mustBeRefused(codes: readonly string[]): void {
  if (codes.join() !== "FLOW_DEFINITION_CHANGED") throw new Error(`a step by another revision: ${codes.join()}`);
}

/** The kind of an input; an event of the life is not one from outside. */
function nameOf(input: Input): string {
  if (!("command" in input)) return Object.keys(input)[0] ?? "";
  return input.command === "event" ? "lifeEvent" : input.command;
}

function count({ seen }: Compared, key: string): void {
  seen.set(key, (seen.get(key) ?? 0) + 1);
}

/** Compares texts: both sides write their members in the same order. */
function mustAgree(after: unknown, { engine, reference }: { readonly engine: object; readonly reference: object }): void {
  const [ours, theirs] = [JSON.stringify(engine), JSON.stringify(reference)];
  if (ours !== theirs) throw new Error(`after ${JSON.stringify(after)}\nengine    ${ours}\nreference ${theirs}`);
}
