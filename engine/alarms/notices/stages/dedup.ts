import { noticeId } from "../notice.ts";
import type { NoticeStage } from "./stage.ts";

/** The same alarm, generation and step is told once. */
export const dedup: NoticeStage = {
  id: "dedup",
  run(parcels, scene, log) {
    const seen = new Set<string>();
    return parcels.flatMap((parcel) => {
      const subjects = parcel.subjects.filter((subject) => {
        const id = noticeId(subject.notice);
        const isNew = !seen.has(id) && !scene.wasTold(id);
        seen.add(id);
        if (!isNew) log.end(subject, "told");
        return isNew;
      });
      return subjects.length > 0 ? [{ ...parcel, subjects }] : [];
    });
  },
};
