import type { Words } from "@safeloop/web";

const words: Words = {
  comma: ", ", yes: "yes", no: "no", value: "Value", and: "and", or: "or", always: "always true", never: "never true", comparison: "Comparison", bracket: "({{words}})",
  span: { s: "{{count}} s", min: "{{count}} min", h: "{{count}} h", d: "{{count}} d" }, unit: { s: "s", min: "min", h: "h", d: "d" }, unitOf: "Unit of {{what}}",
  per: { s: "second", min: "minute", h: "hour" }, perUnit: "per {{per}}", perLabel: "Rate per", quality: { good: "good", uncertain: "uncertain", bad: "bad" },
  term: {
    of: "{{words}} of {{input}}", value: "reading", prev: "reading before", age: "time without data", quality: "data quality",
    avg: "mean over {{span}}", min: "minimum over {{span}}", max: "maximum over {{span}}", rise: "rise over {{span}}", sum: "sum over {{span}}", median: "median over {{span}}", stddev: "standard deviation over {{span}}", ewma: "smoothed value (time constant {{span}})",
    rate: "change per {{per}} over {{span}}", count: "number of readings in {{span}}", countWhere: "number of readings in {{span}} with “{{where}}”",
    event: "“{{field}}” of the event", latest: "latest “{{field}}”", form_event: "“{{field}}” of this form", form_latest: "“{{field}}” of the latest form", form_count: "number of forms in {{span}}", form_countWhere: "number of forms in {{span}} with “{{where}}”",
    area_permits_count: "live permits in the area ({{of}})", area_alarms_count: "open {{of}} alarms in the area", area_records_open: "open “{{of}}” records in the area", area_people: "people in the area",
    design: "design value “{{name}}”", range_min: "bottom of the range", range_max: "top of the range", range_span: "span of the range", abs: "|{{x}}|", min2: "smallest of {{all}}", max2: "largest of {{all}}",
  },
  limitBy: { medium: "limit by medium (one of {{count}})", assetClass: "limit by asset class (one of {{count}})", label: "limit by label (one of {{count}})" }, limitGone: "no such limit",
  members: { selected: "the selected tags", set: "“{{set}}”", near: "{{points}} (within {{metres}} m)" },
  holds: "{{term}} holds", inHours: "within the hours of “{{calendar}}”", between: "{{term}} is between {{low}} and {{high}}", not: "not ({{what}})", choice: "if {{when}} then {{then}}, else {{rest}}",
  lastN: "at least {{k}} of the last {{n}} meet: {{what}}", kOfN: "at least {{k}} of {{members}} meet: {{what}}", kOfNWithin: "at least {{k}} of {{members}} within {{span}} meet: {{what}}", notBefore: "not (", notAfter: ")",
  badJson: "Line {{line}}, column {{column}} cannot be read; the last good condition stays in force", jsonPart: "Condition as JSON", rawNote: "edited as JSON and kept as it is", alsoInTree: "The tree shows it part by part",
  ownTag: "The tag itself", input: "Which input", window: "Window", countWhere: "Which readings count", eventField: "Field of the event", designHint: "for example pressure", designName: "Name of the design value", rangePart: "Which end of the range", areaHint: "Flow id, * for all", areaOf: "What is counted",
  what: "What is compared", with: "Compared with", limits: "Limits", newLimit: "+ New limit", others: "Others", operand: { number: "A number", text: "A word", term: "Another quantity" }, limitOp: "Comparison of the limit", limitUnit: "Unit",
  limitTitle: "Limit {{label}}", limitUnused: "Not used by the condition", limitRemove: "Remove",
  group: { now: "Now", time: "Over a time", area: "In the area", own: "Of the tag itself", more: "Others" },
  choice_: {
    value: "Reading", prev: "Reading before", age: "Time without data", quality: "Data quality", avg: "Mean", min: "Minimum (stays above)", max: "Maximum (stays below)", rise: "Rise", sum: "Sum", median: "Median", stddev: "Standard deviation", ewma: "Smoothed value",
    rate: "Rate of change", count: "Count", event: "Field of an event", latest: "Latest field", area_permits_count: "Live permits", area_alarms_count: "Alarms", area_records_open: "Open records", area_people: "People", design: "Design value", range: "Range", difference: "Difference to another reading", other: "JSON", literal: "Number or word", limit: "Limit",
  },
  combine: "Combine by", groupKind: { and: "All hold", or: "Any holds", not: "Does not hold", kOfN: "At least k of n tags", lastN: "At least k of the last n readings", if: "If … then … else" },
  least: "At least how many", of: "of", ofLast: "of the last", lastOf: "Of the last how many", readings: "readings", set: "Which tags", nearOnly: "Only nearby", metres: "Within how many metres", withinOnly: "Within a time", choiceLabel: { if: "if", then: "then", else: "else" },
  from: "between", to: "and", inHoursOf: "within the hours of", calendar: "Work calendar", isTrue: "holds",
  add: "Add a comparison", addOther: "Other…", addable: { between: "Between two values", age: "No data for…", rate: "Rate of change", count: "Count in a time", kOfN: "k of n tags", lastN: "k of the last n readings", calendar: "Within hours", not: "Not…", json: "JSON" }, addTo: "Add a condition:", addAnd: "and", addOr: "or", addKOfN: "k of n",
  drag: "Drag: {{what}}", dragHelp: "Drag, or use Alt and the arrow keys", actsOf: "Do with this condition: {{what}}",
  act: { up: "Move up", down: "Move down", indent: "Indent into a group", outdent: "Move out of the group", negate: "Negate", duplicate: "Duplicate", and: "And…", or: "Or…", remove: "Remove the condition" },
  retire: {
    open: "Take out of use", title: "Take “{{title}}” out of use?", judges: "Its {{count}} tags are judged by it no more; those that no other rule watches are watched by nobody", alarms: "Refused while it has open alarms; settle them first", kept: "Past alarms and all revisions stay; the same id may be used anew", reason: "Why it is taken out of use (goes into the audit trail)",
    done: "“{{title}}” is out of use", what: "It was not taken out of use", pack: "A rule of a template pack comes and goes with its pack", mayNot: "You may not publish rules",
  },
  fromTrend: "Write a rule from this span of {{tag}}: open one below to try it, or make a new one.",
  tokenTerm: "What is compared", tokenOperand: "Compared with",
};

export default words;
