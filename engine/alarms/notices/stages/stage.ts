import type { NoticeScene, Parcel, Subject } from "../notice.ts";
import type { NoticeLog } from "../noticeLog.ts";

/** One step of the way out: takes parcels, says what holds or ends some of their notices, and passes the rest on. P1 is never held. */
export interface NoticeStage {
  readonly id: "mask" | "inhibit" | "group" | "dedup" | "silence" | "route";
  run(parcels: readonly Parcel[], scene: NoticeScene, log: NoticeLog): readonly Parcel[];
}

/** A stage that judges each notice alone; what it does not let through it has held or ended itself. */
export function perNotice(id: NoticeStage["id"], passes: (subject: Subject, parcel: Parcel, scene: NoticeScene, log: NoticeLog) => boolean): NoticeStage {
  return {
    id,
    run: (parcels, scene, log) => parcels.flatMap((parcel) => {
      const subjects = parcel.subjects.filter((subject) => passes(subject, parcel, scene, log));
      return subjects.length > 0 ? [{ ...parcel, subjects }] : [];
    }),
  };
}
