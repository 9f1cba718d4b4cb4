import { AlarmEngine, compileCalendar, compileRule, normaliseReading, ruleOperators, type AlertRule, type I18nText, type JsonLogic, type Tag } from "@safeloop/engine";

const limit = { limit: ["H"] };
const above = { ">=": [{ value: [] }, limit] };

/** One use of each operator, as a condition. Every operator has one; the page fails without. */
const examples: Readonly<Record<string, JsonLogic>> = {
  value: above, prev: { ">=": [{ prev: [] }, limit] }, quality: { "==": [{ quality: [] }, "bad"] }, age: { ">": [{ age: [] }, 30] }, limit: { ">=": [{ value: [] }, { limit: ["H", "label", "HH"] }] }, design: { ">=": [{ value: [] }, { "*": [{ design: ["set-point"] }, { limit: ["S"] }] }] }, range: { ">=": [{ value: [] }, { range: ["max"] }] },
  event: { "==": [{ event: ["object", "camera"] }, "no-helmet"] }, latest: { ">=": [{ latest: ["lel", "test"] }, limit] },
  ">": { ">": [{ value: [] }, limit] }, ">=": above, "<": { "<": [{ value: [] }, limit] }, "<=": { "<=": [{ value: [] }, limit] }, "==": { "==": [{ value: ["pump"] }, "running"] }, "!=": { "!=": [{ value: ["pump"] }, "running"] }, "===": { "===": [{ value: ["pump"] }, "running"] }, "!==": { "!==": [{ value: ["pump"] }, "running"] },
  between: { between: [{ value: [] }, limit, { limit: ["HH"] }] },
  "+": { ">=": [{ "+": [{ value: [] }, { value: ["other"] }] }, limit] }, "-": { ">=": [{ "-": [{ value: [] }, { value: ["other"] }] }, limit] },
  "*": { ">=": [{ "*": [{ value: [] }, 2] }, limit] }, "/": { ">=": [{ "/": [{ value: [] }, 2] }, limit] }, min2: { ">=": [{ min2: [{ value: [] }, { value: ["other"] }] }, limit] }, max2: { ">=": [{ max2: [{ value: [] }, { value: ["other"] }] }, limit] },
  abs: { ">=": [{ abs: [{ "-": [{ value: [] }, { value: ["other"] }] }] }, limit] },
  and: { and: [above, { "==": [{ value: ["pump"] }, "running"] }] }, or: { or: [above, { "==": [{ value: ["pump"] }, "running"] }] }, "!": { "!": [above] }, if: { if: [{ "==": [{ value: ["pump"] }, "running"] }, above, { ">=": [{ value: [] }, { limit: ["HH"] }] }] },
  calendar: { and: [{ calendar: ["office"] }, above] }, "area.permits.count": { and: [above, { ">=": [{ "area.permits.count": ["permit-hot-work"] }, 1] }] }, "area.alarms.count": { ">=": [{ "area.alarms.count": ["P1"] }, 1] }, "area.records.open": { ">=": [{ "area.records.open": ["hazard-major"] }, 1] }, "area.people": { and: [above, { ">": [{ "area.people": [] }, 0] }] },
  lastN: { lastN: [2, 3, above] }, kOfN: { kOfN: [2, { near: ["around", 30] }, above, 60] }, count: { ">=": [{ count: [60, above] }, 3] },
  avg: { ">=": [{ avg: [900] }, limit] }, rate: { ">": [{ rate: [60, "min"] }, { limit: ["R"] }] }, ewma: { ">=": [{ ewma: [60] }, limit] },
  rise: { ">": [{ rise: [30] }, { limit: ["D"] }] }, min: { ">=": [{ min: [60] }, limit] }, max: { ">=": [{ max: [86_400] }, limit] }, sum: { ">=": [{ sum: [60] }, { limit: ["D"] }] }, median: { ">=": [{ median: [60] }, limit] }, stddev: { ">": [{ stddev: [60] }, { limit: ["D"] }] },
};

const text = (words: string): I18nText => ({ zh: words, en: words });
const tag = (id: string, more: Partial<Tag> = {}): Tag => ({ id, title: text(id), measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "A1", orgId: "S", periodS: 1, position: { x: 0, y: 0 }, ...more });
const tags: readonly Tag[] = [
  tag("GT-1", { design: { "set-point": { value: 20, unit: "%[LEL]" } } }), tag("GT-2"), tag("P-1", { measurement: "state", unit: "" }), tag("CAM-1", { measurement: "video-event", unit: "", holdS: 10 }),
  tag("N-1", { measurement: "people-count", unit: "" }), tag("W-1", { measurement: "permit-count", unit: "", labels: ["permit-hot-work"], computed: true }), tag("W-2", { measurement: "alarm-count", unit: "", labels: ["P1"], computed: true }), tag("W-3", { measurement: "record-count", unit: "", labels: ["hazard-major"], computed: true }),
  tag("F-1", { title: { zh: "气体检测记录", en: "Gas test records" }, measurement: "form-report", unit: "", computed: true, report: { form: "gas-record", fields: { lel: { title: { zh: "可燃气体", en: "Combustible gas" }, type: "number", unit: "%[LEL]" } } } }),
];
const source = { sourceStd: "GB/T 50493", edition: "2019", confidence: "read" } as const;
const ruleOf = (condition: JsonLogic): AlertRule => ({
  id: "example", revision: 1, title: text("example"), message: text("example"), select: { tags: ["GT-1"] }, per: "tag", aliases: { other: { tags: ["GT-2"] }, pump: { tags: ["P-1"] }, camera: { tags: ["CAM-1"] }, test: { form: "gas-record" } }, sets: { around: { measurement: "combustible" } },
  limits: { H: { value: 25, unit: "%[LEL]", ...source }, "H.indoor": { value: 20, unit: "%[LEL]", ...source }, HH: { value: 50, unit: "%[LEL]", ...source }, S: { value: 0.9, unit: "1", ...source }, D: { value: 5, unit: "%[LEL]", ...source }, R: { value: 10, unit: "%[LEL]/min", ...source } }, condition, priority: "P2", actions: [],
});
const office = compileCalendar({ id: "office", title: { zh: "行政班", en: "Office hours" }, timeZone: "Asia/Shanghai", holidays: "none", week: { mon: [["08:30", "17:30"]] } });

/** What the product itself says of the condition, without values. */
function wordsOf(condition: JsonLogic): I18nText {
  const calendars = (id: string): typeof office | undefined => (id === office.id ? office : undefined);
  const faults = compileRule(ruleOf(condition), tags, calendars).issues.filter((one) => one.severity === "error");
  if (faults.length > 0) throw new Error(`example ${JSON.stringify(condition)}: ${faults.map((one) => one.code).join(", ")}`);
  const engine = new AlarmEngine({ calendars });
  engine.setRules([ruleOf(condition)], tags, 0);
  const { sample } = normaliseReading({ tagId: "GT-1", ts: 0, value: null, quality: "bad" }, tags[0]!, 0);
  if (sample) engine.accept([{ tagId: "GT-1", sample }], 0);
  const words = engine.explain("example", "GT-1", 0)?.raise.words;
  if (!words) throw new Error("an example is not explained");
  const bare = (said: string): string => said.replace(/（(未知|0|bad)）|（GB\/T 50493-2019）/g, " ").replace(/ \((unknown|0|bad)\)| \(GB\/T 50493-2019\)/g, "").replace(/ +/g, " ").replace(/ ([，）]|$)/g, "$1");
  return { zh: bare(words.zh), en: bare(words.en) };
}

/** The page of condition operators, each with a use and what the product says of it. */
export function operatorsPage(): string {
  const missing = [...ruleOperators.keys()].filter((name) => !Object.hasOwn(examples, name));
  const unknown = Object.keys(examples).filter((name) => !ruleOperators.has(name));
  if (missing.length + unknown.length > 0) throw new Error(`examples of operators: ${missing.join(", ")} missing; ${unknown.join(", ")} unknown`);
  const cell = (said: string): string => said.replaceAll("|", "\\|");
  const rows = [...ruleOperators.keys()].map((name) => {
    const words = wordsOf(examples[name] ?? null);
    return `| \`${name}\` | \`${cell(JSON.stringify(examples[name]))}\` | ${cell(words.zh)} | ${cell(words.en)} |`;
  });
  return [
    "# Condition operators", "", "Generated from `engine/rules/operators/`; do not edit. Each operator of a rule's `condition`, `clear` and `suppressWhen` with one use, and what the product says of that use. Times are seconds. A window is half open: (t − w, t]; over ten minutes it is kept as up to 512 equal buckets, over filled forms it is exact. What is not known is neither true nor false.", "",
    "| operator | example | 中文 | English |", "|---|---|---|---|", ...rows, "",
  ].join("\n");
}
