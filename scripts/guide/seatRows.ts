import { deputiesOf, type FlowNode, type I18nText, type Seat, type TaskState, type Visit } from "@safeloop/engine";
import { rolePermissions } from "../../runtime/server/people/rolePermissions.ts";
import { lookOf } from "./looks.ts";
import type { Scene } from "./play.ts";
import type { Note, Row, SeatRow } from "./row.ts";
import { both, say } from "./words.ts";

/** What is looked at while the seats of one visit are written down. */
interface At { readonly scene: Scene; readonly node: FlowNode; readonly visit: Visit; readonly tasks: readonly TaskState[] }

type Scope = NonNullable<Seat["before"]>;

/** Every seat of a visit, with the signers added to it before and after, and those taken out. */
export function seatRows(scene: Scene, node: FlowNode, visit: Visit): readonly Row[] {
  const at: At = { scene, node, visit, tasks: scene.played.run.tasks().filter((task) => task.visit === visit.id) };
  const inTurn = node.kind === "approval" && node.mode === "sequence";
  return [...listRows(at, visit.seats, 0, inTurn), ...(visit.removed ?? []).map((one) => rowOf(at, one.seat, 0))];
}

function listRows(at: At, seats: readonly Seat[], depth: number, inTurn: boolean): readonly Row[] {
  return seats.flatMap((seat, i): readonly Row[] => [
    ...(inTurn && i > 0 ? [{ kind: "then", depth } as const] : []),
    ...(seat.before ? [...scopeRows(at, seat.before, "before", depth), { kind: "then", depth } as const] : []),
    rowOf(at, seat, depth),
    ...adviserRows(seat, depth),
    ...(seat.after ? [{ kind: "then", depth } as const, ...scopeRows(at, seat.after, "after", depth)] : []),
  ]);
}

const scopeWords = { before: { zh: "前加签", en: "Signers before" }, after: { zh: "后加签", en: "Signers after" } };

function scopeRows(at: At, scope: Scope, position: "before" | "after", depth: number): readonly Row[] {
  const text = both([scopeWords[position], say("inbox", `signer.mode.${scope.mode}`)], { zh: "：", en: ": " });
  const isStruck = at.visit.state === "closed" && at.visit.reason !== "done";
  return [{ kind: "group", depth, text, isStruck }, ...listRows(at, scope.seats, depth + 1, scope.mode === "sequence")];
}

function adviserRows(seat: Seat, depth: number): readonly Row[] {
  if (seat.delegatee === undefined) return [];
  const state = { zh: "请其出意见", en: "Asked for advice" };
  return [{ kind: "seat", depth: depth + 1, people: [seat.delegatee], state, look: lookOf("open"), isStruck: false, isWordStruck: false, notes: [{ zh: "意见不是票", en: "advice is no vote" }] }];
}

function rowOf(at: At, seat: Seat, depth: number): SeatRow {
  const task = at.tasks.find((one) => one.seat === seat.id);
  if (!task) throw new Error(`${at.visit.id} has no task of ${seat.person}`);
  const word = wordOf(at, task, seat);
  const isStruck = task.state === "superseded" || task.state === "removed";
  return { kind: "seat", depth, people: at.scene.owners.get(task.id) ?? [seat.person], state: say("inbox", `seatState.${word}`), look: lookOf(word), isStruck, isWordStruck: task.state === "superseded" && word !== "superseded", notes: isStruck && word !== "removed" ? [] : notesOf(at, seat, task, depth) };
}

/** As the product's list of seats says it; a seat that fell keeps what had been said. */
function wordOf({ node, tasks }: At, task: TaskState, seat: Seat): string {
  const state = task.state === "superseded" ? (seat.own ?? (seat.carried ? "carried" : "superseded")) : task.state;
  if (state === "approved" && node.kind !== "approval") return "submitted";
  return state === "waiting" && tasks.some((one) => one.state === "claimed") ? "heldOff" : state;
}

/** Inside a group its heading already says that they were added. */
function notesOf(at: At, seat: Seat, task: TaskState, depth: number): readonly Note[] {
  const added = seat.added && depth === 0 ? [say("inbox", "seat.addedBy", { name: seat.added.by })] : [];
  return [...actedNotes(at, seat), ...rightNotes(at.node, seat), ...added, ...scopeNotes(at, seat), ...urgedNotes(at, task)];
}

/** Who acted or stands in, and why it stands without having been asked. */
function actedNotes({ scene, node }: At, seat: Seat): readonly I18nText[] {
  const [deputy] = deputiesOf(scene.played.run.directory, seat.person, scene.played.run.now);
  const other = seat.own && seat.by !== seat.person ? seat.by : undefined;
  const notes: I18nText[] = [];
  if (deputy !== undefined && deputy === other) notes.push({ zh: `不在，代理人 ${deputy} 代办`, en: `away, deputy ${deputy} decided` });
  else if (deputy !== undefined) notes.push({ zh: `不在，代理人 ${deputy}`, en: `away, deputy ${deputy}` });
  else if (other !== undefined) notes.push({ zh: `由 ${other} 代办`, en: `decided by ${other}` });
  if (seat.carried !== undefined && node.kind === "approval") notes.push({ zh: `所签未变，同 ${seat.carried}`, en: `same data as ${seat.carried}` });
  return notes;
}

/** What sets a seat apart in a vote. */
function rightNotes(node: FlowNode, seat: Seat): readonly I18nText[] {
  const vote = node.kind === "approval" ? node.vote : undefined;
  const vetoes = (vote?.vetoRoles ?? []).filter((role) => seat.roles?.includes(role)).map((role) => both([rolePermissions[role].title, { zh: "一票否决", en: "veto" }], { zh: "：", en: ": " }));
  return [...vetoes, ...(seat.weight === undefined || seat.weight === 1 ? [] : [{ zh: `权重 ${seat.weight}`, en: `weight ${seat.weight}` }])];
}

function scopeNotes({ tasks, visit }: At, seat: Seat): readonly I18nText[] {
  const outstanding = (seat.after?.seats ?? []).some((one) => tasks.some((task) => task.seat === one.id && task.actors.length > 0));
  const removed = visit.removed?.find((one) => one.seat.id === seat.id);
  return [
    ...(removed ? [{ zh: `${removed.by} 减签`, en: `taken out by ${removed.by}` }] : []),
    ...(seat.own === "approved" && outstanding ? [{ zh: "后加签通过后才算", en: "counts after those below" }] : []),
  ];
}

function urgedNotes({ scene }: At, task: TaskState): readonly Note[] {
  const told = scene.happened[scene.happened.length - 1]?.seen.told ?? [];
  return task.actors.some((person) => told.includes(`task.urge ${person}`)) ? [{ zh: "刚收到催办", en: "urged just now", icon: "bell" }] : [];
}
