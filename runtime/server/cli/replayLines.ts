import type { Locale, ReplayView } from "@safeloop/engine";

const words = {
  "zh-CN": {
    coverage: "数据覆盖", tag: "位号", known: "已知时间", readings: "读数", bad: "坏值", late: "迟到", gaps: "缺口", uncovered: "覆盖不足：以下结果不能作为结论",
    episodes: "触发", announced: "通告", chatter: "抖动", fleeting: "一闪而过", load: "每位操作员每 10 分钟",
    difference: "与已发布规则相比", same: "不变", onlyNew: "新增", onlyOld: "不再触发", moved: "时间变化", predicted: "预计误报率", judged: "已判定", wrong: "误报", matched: "对应线上报警", disposed: "已处置", unjudged: "无人判定的触发", tooFew: "数据不足", open: "未恢复", more: "其余", was: "原",
  },
  en: {
    coverage: "coverage", tag: "tag", known: "known", readings: "readings", bad: "bad", late: "late", gaps: "gaps", uncovered: "too little was known: what follows is no finding",
    episodes: "raised", announced: "announced", chatter: "chatter", fleeting: "fleeting", load: "per operator and 10 minutes",
    difference: "against the published rule", same: "the same", onlyNew: "only new", onlyOld: "no longer raised", moved: "moved", predicted: "false share foretold", judged: "judged", wrong: "false", matched: "live alarms matched", disposed: "disposed", unjudged: "raised where nobody judged", tooFew: "too little data", open: "not cleared", more: "more", was: "was",
  },
} as const satisfies { readonly [locale in Locale]: object };

type Words = (typeof words)[Locale];
type Span = Pick<ReplayView["episodes"]["first"][number], "raisedAt" | "clearedAt">;

const iso = (ms: number): string => new Date(ms).toISOString();
const spanText = (w: Words, { raisedAt, clearedAt }: Span): string => `${iso(raisedAt)} – ${clearedAt === null ? w.open : iso(clearedAt)}`;

function listed<T>(w: Words, mark: string, { count, first }: { readonly count: number; readonly first: readonly T[] }, text: (one: T) => string): string[] {
  return [...first.map((one) => `  ${mark} ${text(one)}`), ...(count > first.length ? [`  ${mark} … ${count - first.length} ${w.more}`] : [])];
}

function coverageLines(w: Words, view: ReplayView): string[] {
  const rows = view.coverage.map((one) => `  ${one.tagId}  ${w.known} ${one.knownPct.toFixed(1)} %  ${w.readings} ${one.present}/${one.expected}  ${w.bad} ${one.bad}  ${w.late} ${one.late}  ${w.gaps} ${one.gaps}`);
  return [`${w.coverage}:`, ...rows, ...(view.covered ? [] : [`  ${w.uncovered}`])];
}

function differenceLines(w: Words, difference: NonNullable<ReplayView["difference"]>): string[] {
  const { same, onlyNew, onlyOld, moved } = difference;
  return [
    `${w.difference}: ${w.same} ${same}, ${w.onlyNew} ${onlyNew.count}, ${w.onlyOld} ${onlyOld.count}, ${w.moved} ${moved.count}`,
    ...listed(w, "+", onlyNew, (one) => `${one.key}  ${spanText(w, one)}`),
    ...listed(w, "-", onlyOld, (one) => `${one.key}  ${spanText(w, one)}`),
    ...listed(w, "~", moved, (one) => `${one.key}  ${spanText(w, one)}  (${w.was} ${spanText(w, one.was)})`),
  ];
}

function predictedLine(w: Words, { share, matched, disposed, right, wrong, unjudged }: ReplayView["predicted"]): string {
  const pct = (value: number): string => `${(100 * value).toFixed(2)} %`;
  const figure = share ? `${pct(share.share)} [${pct(share.low)}, ${pct(share.high)}]` : w.tooFew;
  return `${w.predicted}: ${figure}  (${w.matched} ${matched}, ${w.disposed} ${disposed}, ${w.judged} ${right + wrong}, ${w.wrong} ${wrong}, ${w.unjudged} ${unjudged})`;
}

/** The report of a replay for a terminal: coverage first. */
export function replayLines(view: ReplayView, locale: Locale): readonly string[] {
  const w = words[locale];
  return [
    ...coverageLines(w, view),
    `${w.episodes} ${view.episodes.count}, ${w.announced} ${view.announced}, ${w.chatter} ${view.chatter}, ${w.fleeting} ${view.fleeting}, ${w.load} ${view.perOperator10min.toFixed(2)}`,
    ...listed(w, "·", view.episodes, (one) => `${one.key}  ${spanText(w, one)}`),
    ...(view.difference ? differenceLines(w, view.difference) : []),
    predictedLine(w, view.predicted),
  ];
}
