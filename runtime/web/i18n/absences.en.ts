import type { Words } from "./i18n.ts";

/** Words of absences and deputies. */
const absences: Words = {
  nav: "Away & deputy", title: { away: "Away, {{name}} stands in for me", planned: "Away from {{from}}, {{name}} will stand in", none: "No deputy is set" }, sub_one: "I stand in for {{count}} person now", sub_other: "I stand in for {{count}} people now",
  add: "Set a deputy", load: "load the absences", mine: "My absences", forOthers: "I stand in for", noMine: "No deputy was set yet", noneNow: "None now, and none planned", noMineHint: "While I am away, my deputy may act on new and open tasks; I still may too", noOthers: "Nobody asked me to stand in", past: "{{count}} earlier",
  column: { who: "Person", deputy: "Deputy", from: "From", to: "To", reason: "Reason", state: "State" }, state: { present: "Standing in", future: "Not begun", past: "Over" },
  form: { title: "Set a deputy", lead: "During this time the deputy may act on my tasks, and the record says it was for me. Steps barred to the deputy, such as by separation of duty, are excepted.", deputy: "Deputy", from: "From", to: "To", reason: "Reason (optional)", reasonHint: "For example: travel, leave", now: "From now", today: "Until today 18:00", week: "Until Monday 08:00", order: "\"To\" must be later than \"From\"", past: "\"To\" must be in the future" },
  end: { now: "End now", title: "End the standing-in of {{name}}?", follows: "{{name}} can no longer act for {{who}}; the tasks stay with {{who}} alone.", remove: "Cancel", removeTitle: "Cancel the standing-in of {{name}}?", removeFollows: "It has not begun yet and will not take effect." },
};
export default absences;
