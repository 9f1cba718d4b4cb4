import type { Words } from "./i18n.ts";

/** Words of the tag list and the trend. */
const tags: Words = {
  title: "{{known}} of {{total}} tags have data", titleLost: "{{unknown}} tags without data, {{known}} of {{total}} have data", titleNone: "No tags yet", loading: "Loading tags",
  search: "Tag or name", area: "Area", allAreas: "All areas", measurement: "Measurement", allMeasurements: "All measurements", state: { label: "State", all: "All states", unknown: "No data", alarm: "In alarm", known: "Has data" },
  col: { id: "Tag", title: "Name", value: "Value", age: "Updated", quality: "Quality", area: "Area", measurement: "Measures", alarms: "Alarms", range: "Range", gateway: "Gateway" },
  quality: { known: "Good", uncertain: "Uncertain", bad: "Bad", lost: "No data", never: "Never reported" },
  empty: "No tags yet. Import a tag list under Administration, or connect a gateway", toAdmin: "Import tags", filtered: "No tag matches the filter", alarmCount: "{{count}}",
  m: { combustible: "Combustible gas", toxic: "Toxic gas", oxygen: "Oxygen", pressure: "Pressure", flow: "Flow", temperature: "Temperature", level: "Level", vibration: "Vibration", "wind-speed": "Wind speed", "wind-direction": "Wind direction", current: "Current", power: "Power", dust: "Dust", sound: "Sound", speed: "Speed", quantity: "Other quantity", state: "State", "video-event": "Video event", position: "Position", "log-event": "Log event", "people-count": "People", "permit-count": "Live permits", "alarm-count": "Open alarms", "record-count": "Open records", "form-report": "Filled forms" },
  trend: {
    crumb: "Tag trends", notFound: "No tag {{id}}. It may have been deleted, or the link is wrong", toList: "Back to the tags", hours: "{{n}} h", days: "{{n}} d", custom: "Other", compare: "Compare", compareLimit: "At most 6 tags at once; remove one first", compareUnit: "Only tags of the same unit ({{unit}}) can be compared",
    export: "Export", rule: "Write a rule from this", chart: "Chart", table: "Table view", chartView: "Chart view", points: "{{n}} points", perPoint: "{{n}} points a pixel, extremes kept", raw: "raw points",
    unknownNow: "No data, the present value is not known", never: "Nothing received yet", quality: { known: "Good quality", uncertain: "Uncertain quality" }, rising: "Rising {{rate}}/h", falling: "Falling {{rate}}/h", steady: "Steady", toLimit: "about {{time}} to {{limit}} at this rate", noRate: "No clear trend",
    keys: { pan: "pan", zoom: "zoom", reset: "reset", brush: "drag to zoom in", double: "Double-click" }, overview: "Last 7 days (drag to choose a span)", empty: "No data in this span", chartLabel: "Trend of {{tag}} from {{from}} to {{to}}, lowest {{min}}, highest {{max}}. The table view has the same data",
    facts: "This tag", fact: { medium: "Medium", range: "Range", min: "Lowest / highest here", coverage: "Data coverage", period: "Sampling period", stale: "Stale after", rules: "Rules that use it", asset: "Asset", gateway: "Gateway", area: "Area", safety: "Safety tag" }, seconds: "{{s}} s", rulesCount: "{{count}}", noRules: "No rule watches it",
    alarms: "Alarms in this span", alarmCount: "{{count}}", noAlarms: "No alarms in this span", gap: "No data", gapNote: "{{time}}, not judged meanwhile", console: "Open the alarm console",
    col: { time: "Time", min: "Min", max: "Max", last: "Last", n: "Points", quality: "Quality" }, gapRow: "No data for {{time}}", why: { dropout: "no new data", gateway: "gateway lost", restart: "system down", bad: "bad quality", stale: "data too old" },
    csvName: "{{tag}} {{from}}",
  },
};
export default tags;
