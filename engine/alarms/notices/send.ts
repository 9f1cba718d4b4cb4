import { channelsFor, quietChannels } from "./channels.ts";
import { highest, type NoticeScene, type NoticeSend, type NoticeState, type Parcel, type Subject } from "./notice.ts";
import type { NoticeLog } from "./noticeLog.ts";
import { liveMs, noticeBudget } from "./policy.ts";

/** What leaves in one look, and what it cost. */
export interface Sending {
  readonly sends: readonly NoticeSend[];
  readonly sent: readonly Subject[];
  readonly told: ReadonlyMap<string, readonly number[]>;
  readonly digestAt: number | null;
}

/**
 * Sends routed parcels within each person's budget. P1 has its own lane and
 * costs nothing. What is over a budget waits for the next digest, which goes
 * out at once when the last one is long enough ago and lists all of it.
 */
export function send(parcels: readonly Parcel[], state: NoticeState, scene: NoticeScene, log: NoticeLog): Sending {
  const told = recent(state, scene.now);
  const own: Parcel[] = [];
  const over: Parcel[] = [];
  for (const parcel of [...parcels].sort(byUrgency)) (isAffordable(parcel, told, scene.now) ? own : over).push(parcel);
  const digestDue = state.digestAt === null ? scene.now : state.digestAt + noticeBudget.digestEveryMs;
  const inDigest = scene.now >= digestDue ? over : [];
  if (inDigest.length === 0) for (const subject of over.flatMap((one) => one.subjects)) log.hold(subject, { stage: "route", why: "digest", until: digestDue });
  const left = [...own, ...inDigest];
  for (const { group } of left) {
    const clock = group === null ? undefined : log.groups.get(group);
    if (clock && group !== null) log.groups.set(group, { ...clock, sentAt: scene.now });
  }
  return {
    sends: [...own.map((parcel) => sendOf(parcel, scene)), ...digests(inDigest, scene)],
    sent: left.flatMap((one) => one.subjects),
    told, digestAt: inDigest.length > 0 ? scene.now : state.digestAt,
  };
}

function recent(state: NoticeState, now: number): Map<string, readonly number[]> {
  const left = [...state.told].map(([person, times]) => [person, times.filter((at) => at > now - noticeBudget.windowMs)] as const);
  return new Map(left.filter(([, times]) => times.length > 0));
}

function byUrgency(a: Parcel, b: Parcel): number {
  const [p, q] = [highest(a.subjects), highest(b.subjects)];
  return p === q ? (a.subjects[0]?.notice.at ?? 0) - (b.subjects[0]?.notice.at ?? 0) : p < q ? -1 : 1;
}

/** Takes a notice off the budget of each of its people, if all have one left. What has waited for the digest goes with it. */
function isAffordable(parcel: Parcel, told: Map<string, readonly number[]>, now: number): boolean {
  const priority = highest(parcel.subjects);
  if (priority === "P1") return true;
  if (parcel.subjects.some(({ notice }) => notice.held?.stage === "route")) return false;
  const people = parcel.receivers?.people ?? [];
  if (people.some((person) => (told.get(person)?.length ?? 0) >= noticeBudget.own[priority])) return false;
  for (const person of people) told.set(person, [...(told.get(person) ?? []), now]);
  return true;
}

function sendOf({ subjects, receivers }: Parcel, scene: NoticeScene): NoticeSend {
  return { kind: subjects.length === 1 ? "one" : "group", people: receivers?.people ?? [], nobody: receivers?.nobody ?? true, priority: highest(subjects), channels: channelsOf(subjects, scene), subjects };
}

/** The channels of the most urgent notice; the loud ones only while something is happening. */
function channelsOf(subjects: readonly Subject[], scene: NoticeScene): readonly string[] {
  const step = Math.max(...subjects.map(({ notice }) => notice.step));
  const channels = channelsFor(highest(subjects), step);
  return subjects.some(({ alarm, notice }) => alarm.active || scene.now - notice.at <= liveMs) ? channels : quietChannels(channels);
}

/** One digest a person with all that is for him; people with the same one share it. */
function digests(parcels: readonly Parcel[], scene: NoticeScene): NoticeSend[] {
  const ofPerson = new Map<string, number[]>();
  parcels.forEach(({ receivers }, at) => {
    for (const person of receivers?.people ?? []) ofPerson.set(person, [...(ofPerson.get(person) ?? []), at]);
  });
  const shared = new Map<string, string[]>();
  for (const [person, list] of ofPerson) shared.set(list.join(","), [...(shared.get(list.join(",")) ?? []), person]);
  return [...shared].map(([list, people]) => {
    const own = list.split(",").map((at) => parcels[Number(at)]!);
    const subjects = own.flatMap((one) => one.subjects);
    return { kind: "digest" as const, people, nobody: own.some((one) => one.receivers?.nobody === true), priority: highest(subjects), channels: channelsOf(subjects, scene), subjects };
  });
}
