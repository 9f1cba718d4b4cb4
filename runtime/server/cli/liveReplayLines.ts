import type { LiveReplayView, Locale } from "@safeloop/engine";

const words = {
  "zh-CN": { equal: "重放结果与当时的报警记录完全一致", differs: "重放结果与当时的报警记录不一致", judged: "重新判断", readings: "条读数", entries: "条引擎日志", events: "条报警记录", since: "起点", stored: "当时", replayed: "重放", nothing: "无", in: "不同之处", missing: "缺失", entry: "引擎日志条目", batch: "读数批次", unfit: "与本版本判断方式不同、重放不能作数的过程" },
  en: { equal: "the replayed log is the stored one", differs: "the replayed log is not the stored one", judged: "judged again", readings: "readings", entries: "entries of the journal", events: "events", since: "from the memory of", stored: "stored", replayed: "replayed", nothing: "nothing", in: "differs in", missing: "missing", entry: "journal entry", batch: "batch of readings", unfit: "processes that this version judges otherwise" },
} as const satisfies { readonly [locale in Locale]: object };

type Event = NonNullable<LiveReplayView["first"]>["stored"];

const iso = (ms: number): string => new Date(ms).toISOString();

function eventText(event: Event, nothing: string): string {
  if (event === null) return nothing;
  const { ruleId, key, kind, at, storedAt, generation, why, by } = event;
  return `${ruleId} ${key} ${kind} ${iso(at)} (${iso(storedAt)}) ${generation} ${why}${by === null ? "" : ` ${by}`}`;
}

/** The answer of a replay in mode live for a terminal: equal or not first, then where the logs part. */
export function liveReplayLines({ equal, readings, entries, events, base, first, missing, unfit }: LiveReplayView, locale: Locale): readonly string[] {
  const w = words[locale];
  return [
    equal ? w.equal : w.differs,
    `${w.judged}: ${readings} ${w.readings}, ${entries} ${w.entries}, ${events} ${w.events}; ${w.since} ${iso(base)}`,
    ...(missing ? [`${w.missing}: ${w[missing.what]} ${missing.number}`] : []),
    ...(first ? [`  #${first.index + 1}${first.differs.length > 0 ? ` ${w.in} ${first.differs.join(", ")}` : ""}`, `  ${w.stored}: ${eventText(first.stored, w.nothing)}`, `  ${w.replayed}: ${eventText(first.replayed, w.nothing)}`] : []),
    ...(unfit.length > 0 ? [`${w.unfit}: ${unfit.slice(0, 10).map((id) => id.replace("\n", " ")).join(", ")}`] : []),
  ];
}
