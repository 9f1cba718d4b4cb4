import type { Alarm } from "../alarm.ts";
import { noticeId, type EndedWhy, type GroupClock, type HeldWhy, type NoticeDecision, type NoticeScene, type NoticeState, type Parcel, type PendingNotice, type Subject } from "./notice.ts";
import { NoticeLog } from "./noticeLog.ts";
import { gatherMs, lookAgainMs } from "./policy.ts";
import { send } from "./send.ts";
import { noticeStages } from "./stages/index.ts";

/**
 * The way out of notices, as a pure step: takes new ones in, looks at those
 * whose time has come (`lookAtAll`: at all of them, when a silence or a rule
 * was changed), and says which are sent, which wait and why, and which nobody
 * needs any more. Every notice is in exactly one of these; what waits is in
 * the next state. Call again at `state.nextAt`.
 */
export function decideNotices(state: NoticeState, fresh: readonly PendingNotice[], scene: NoticeScene, lookAtAll = false): NoticeDecision {
  const log = new NoticeLog(state);
  const isDue = lookAtAll || scene.now >= state.nextAt;
  const due = isDue ? [...state.pending.values()].filter((one) => lookAtAll || lookAt(one, scene.now) <= scene.now) : [];
  const looked = [...due, ...fresh.filter((one) => !state.pending.has(noticeId(one)))];
  const first: readonly Parcel[] = needed(looked, scene, log).map((subject) => ({ subjects: [subject], group: null }));
  const routed = noticeStages.reduce((parcels, stage) => stage.run(parcels, scene, log), first);
  const sending = send(routed, state, scene, log);
  const pending = new Map(state.pending);
  for (const one of due) pending.delete(noticeId(one));
  for (const [id, notice] of log.held) pending.set(id, notice);
  return {
    state: { pending, groups: living(log.groups, scene.now), told: sending.told, digestAt: sending.digestAt, nextAt: nextLook(isDue ? pending : log.held, isDue ? Number.POSITIVE_INFINITY : state.nextAt, scene.now) },
    sends: sending.sends,
    sent: sending.sent.map((subject) => subject.notice),
    held: [...log.held.values()].filter((notice) => isNews(state.pending.get(noticeId(notice))?.held, notice.held)),
    ended: log.ended,
  };
}

/** When a notice is looked at again; what no clock ends is looked at every time. */
function lookAt({ held }: PendingNotice, otherwise: number): number {
  return held && "until" in held ? held.until : otherwise;
}

function nextLook(pending: ReadonlyMap<string, PendingNotice>, before: number, now: number): number {
  let next = before;
  for (const one of pending.values()) next = Math.min(next, lookAt(one, now + lookAgainMs));
  return next;
}

/** Leaves out what nobody needs any more, and says why. */
function needed(notices: readonly PendingNotice[], scene: NoticeScene, log: NoticeLog): Subject[] {
  return notices.flatMap((notice) => {
    const alarm = scene.alarm(notice);
    const why = alarm ? lapseOf(notice, alarm, scene) : "closed";
    if (alarm && why === undefined) return [{ notice, alarm }];
    log.ended.push({ notice, why: why ?? "closed" });
    return [];
  });
}

function lapseOf(notice: PendingNotice, alarm: Alarm, scene: NoticeScene): EndedWhy | undefined {
  if (alarm.id === notice.alarmId && alarm.generation !== notice.generation) return "superseded";
  if (notice.due?.on === "undisposed") return scene.isDisposed(notice.alarmId) ? "disposed" : undefined; // an alarm that is over still waits for its disposal
  if (alarm.id !== notice.alarmId || alarm.state === "normal") return "closed";
  return alarm.state === "ack" || alarm.state === "latched-ack" ? "acked" : undefined;
}

function living(groups: ReadonlyMap<string, GroupClock>, now: number): ReadonlyMap<string, GroupClock> {
  return new Map([...groups].filter(([, { openedAt, sentAt }]) => openedAt !== null || (sentAt !== null && sentAt > now - gatherMs.update)));
}

function isNews(before: HeldWhy | undefined, held: HeldWhy | undefined): boolean {
  return before !== held && JSON.stringify(before) !== JSON.stringify(held);
}
