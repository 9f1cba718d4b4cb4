import { channelsFor } from "../channels.ts";
import type { Parcel, Receivers, Subject } from "../notice.ts";
import type { NoticeStage } from "./stage.ts";

/** Finds the people of each notice by area, unit, roster and role at this instant; a parcel for different people is parted. */
export const route: NoticeStage = {
  id: "route",
  run: (parcels, scene, log) => parcels.flatMap((parcel): readonly Parcel[] => {
    const byPeople = new Map<string, { readonly receivers: Receivers; readonly subjects: Subject[] }>();
    for (const subject of parcel.subjects) {
      if (channelsFor(subject.alarm.priority, subject.notice.step).length === 0) {
        log.end(subject, "listOnly");
        continue;
      }
      const receivers = scene.receivers(subject.notice, subject.alarm);
      const name = `${receivers.nobody} ${receivers.people.join(" ")}`;
      const known = byPeople.get(name);
      if (known) known.subjects.push(subject);
      else byPeople.set(name, { receivers, subjects: [subject] });
    }
    return [...byPeople.values()].map(({ receivers, subjects }) => ({ ...parcel, receivers, subjects }));
  }),
};
