import type { Words } from "@safeloop/web";

const words: Words = {
  title: "Try it on history", sameCode: "same code as live", span: { hour: "1 hour", day: "1 day", week: "7 days", month: "30 days", own: "Own" }, from: "From", to: "To", tag: "Tag", run: "Run", hint: "Run it to see how often this rule would have raised in this time.", formHint: "Run to try it on forms sent so far",
  running: "Running for {{seconds}} s over about {{readings}} readings. Live alarms are not held up.", zoomed: "A part of the span is shown.", whole: "Show all",
  headline: "In the last {{span}} it would have raised {{times}}{{brief}}", headlineLive: ", the published rule {{times}}", times: "{{count}} times", brief: " ({{count}} shorter than 1 min)", covered: "{{pct}} % of the data known", weak: "under 90 % known: no finding",
  would: "Would have raised in {{span}}", short: "{{brief}} shorter than 1 min; chatter {{chatter}}", coverage: "Data coverage", worst: "{{tag}} is worst; {{gaps}} gaps", gaps: "{{gaps}} gaps, {{bad}} bad readings: not judged",
  against: "Against the published rule", noLive: "no other revision published", equal: "as many", more: "{{count}} more", fewer: "{{count}} fewer", changes: "{{onlyNew}} only new, {{onlyOld}} no longer, {{moved}} moved",
  load: "Mean load", perHour: "per hour", peak: "at most {{count}} in 10 min", forms: "Forms", formUnit: "filled in", formsHelp: "all the platform has; none is missing",
  predicted: "False alarms, foretold", notEnough: "Too little data", predictedRange: "{{low}} to {{high}}; {{wrong}} false of {{judged}} judged", predictedCounts: "{{matched}} live alarms matched, {{disposed}} disposed, {{wrong}} false; {{unjudged}} without a record",
  noHistory: "No readings in this span", noTag: "The rule selects no tag yet", chart: "Trend and limits of {{tag}}", draftLimit: "draft {{label}}", liveLimit: "live {{label}}",
  lanes: "Alarms of the draft and of the published rule", draft: "Draft", live: "Live", episode: "{{lane}}: {{key}} {{start}}, lasted {{lasted}}", otherTags: "Only {{tag}} is drawn; alarms of other tags are in the table.",
  none: "It would not have raised", start: "Start", place: "Area", key: "Tag", lasted: "Lasted", liveRule: "Published rule", see: "See data", seeOf: "See the data of {{key}} at {{start}}", stillActive: "still active", showAll: "Show all {{count}}", first: "{{shown}} of {{total}} are listed.",
  is: { same: "raises too", onlyNew: "does not raise", onlyOld: "only the published rule raises", moved: "raises too, at another time" }, comma: ", ", beginsLater: "begins {{by}} later", beginsEarlier: "begins {{by}} earlier", endsLater: "ends {{by}} later", endsEarlier: "ends {{by}} earlier", nowOpen: "does not end", nowEnds: "ends now",
};

export default words;
