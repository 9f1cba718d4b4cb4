import { noticeId, type EndedWhy, type GroupClock, type HeldWhy, type NoticeState, type PendingNotice, type Subject } from "./notice.ts";

/** Collects what the stages decide in one look. Each subject given to a stage is passed on, held or ended, never dropped. */
export class NoticeLog {
  readonly held = new Map<string, PendingNotice>();
  readonly ended: { readonly notice: PendingNotice; readonly why: EndedWhy }[] = [];
  readonly groups: Map<string, GroupClock>;

  constructor(readonly before: NoticeState) {
    this.groups = new Map(before.groups);
  }

  hold({ notice }: Subject, why: HeldWhy): void {
    this.held.set(noticeId(notice), { ...notice, held: why });
  }

  end({ notice }: Subject, why: EndedWhy): void {
    this.ended.push({ notice, why });
  }
}
