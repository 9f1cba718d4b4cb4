import type { Words } from "./i18n.ts";

/** Words of the start page. */
const start: Words = {
  site: "Whole site",
  overall: {
    alarm: "{{where}}: {{count}} unacknowledged, worst {{priority}} {{word}}", acked: "{{where}}: alarms active, all acknowledged, worst {{priority}} {{word}}",
    unknown: "{{where}}: {{unknown}} tags have no data, normal cannot be claimed", noTags: "{{where}}: no tags yet, normal cannot be claimed", lost: "{{where}}: disconnected, below is not the present state",
    stopped: "{{where}}: no alarms, {{stopped}} permits suspended", overdue: "{{where}}: no alarms, {{overdue}} hazards overdue", calm: "{{where}}: all normal, {{known}} tags have data", loading: "{{where}}: loading", notMine: "My work",
  },
  wall: "Wall screen", start: "Start",
  asOf: "as of {{age}}", noRight: "You may not view this",
  figure: {
    unacked: "Unacknowledged", unackedUnit: "alarms", permits: "Live / suspended", permitsUnit: "permits", hazards: "Open hazards", hazardsUnit: "", tags: "Tags with data", mine: "My tasks", mineUnit: "",
    none: "All acknowledged", kinds: "{{list}}", noLive: "None live", hazardNote: "{{today}} due today · {{overdue}} overdue",
    cannot: "Cannot judge", allKnown: "All have data", gateway: "{{count}} without data ({{gateways}})", lost: "{{count}} without data", mineNote: "{{overdue}} overdue", mineNone: "None overdue", noTags: "No tags yet",
  },
  plan: {
    title: "Plan", list: "List", picture: "Plan", alarm: "Alarm", permit: "Permit", detector: "Detector", lost: "No data", unplaced: "{{tags}} tags and {{permits}} permits have no position; see the list",
    unplacedConflicts_one: "{{count}} conflict has a side without coordinates and no line; see the list", unplacedConflicts_other: "{{count}} conflicts have a side without coordinates and no line; see the list",
    empty: "Areas have no positions yet. Enter area bounds under Administration › Areas and tag positions under Administration › Tags", toAdmin: "Enter positions", wind: "{{direction}} wind {{speed}}", schematic: "Schematic, drawn from area bounds and tag positions",
    areaState: "{{total}} tags, {{unknown}} without data", areaKnown: "{{total}} tags, all with data", areaNone: "No tags", noAlarm: "No alarms", label: "Plan: {{areas}} areas, {{tags}} tags, {{permits}} permits in the field. The list has the same content",
    col: { what: "Name", area: "Area", value: "Value", state: "State", permit: "Permit" },
  },
  wind: { 0: "North", 1: "Northeast", 2: "East", 3: "Southeast", 4: "South", 5: "Southwest", 6: "West", 7: "Northwest" },
  todo: { title: "To do now", line: "{{step}}: {{what}}", order: "Most urgent first", none: "Nothing waits for me", all: "All {{count}}", approval: "Approve", fill: "Fill in", life: "Do it", disposal: "Dispose", noDue: "No time limit" },
  permits: { title: "Permits in the field", all: "All {{count}}", none: "No work in the field", start: "Apply for a permit", suspendedSince: "Suspended for {{time}}" },
  panel: { trend: "Trend", console: "Alarm console", open: "Open permit", alarmHere: "Alarm", noAlarm: "No alarms", areaTags: "Tags", areaPermits: "Permits in the field" },
};
export default start;
