import { hashOf } from "../model/canonical.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { compileRule } from "../rules/compileRule.ts";
import { AlarmEngine } from "./alarmEngine.ts";
import { isOpen } from "./alarm.ts";
import { isDeviceRule } from "./health/kinds.ts";
import { processId } from "./life/facts.ts";
import { restoreEngine, saveEngine } from "./save/engineState.ts";

/** What publishing an edition would do to the live alarms (alarms.md 10). Lists hold alarm ids, or process ids where none is open. */
export interface RuleReview {
  readonly ends: readonly string[]; // (a) key no longer selected, or rule ended
  readonly wouldClear: readonly string[]; // (b) within offDelay on present values
  readonly wouldRaise: readonly string[]; // (c) within onDelay on present values
  readonly announcesAgain: readonly string[]; // (d) priority raised
  readonly hash: string; // of (a) and (b): publish is refused when it has changed
}

/** Tries an edition on a copy of the engine, on present values held for one more delay; the engine is not touched. */
export function reviewRules(engine: AlarmEngine, rules: readonly AlertRule[], tags: readonly Tag[], now: number): RuleReview {
  const copy = new AlarmEngine({ lateS: engine.lateMs / 1000, calendars: engine.calendars });
  restoreEngine(copy, saveEngine(engine), [...engine.rules.values()], [...engine.logs.values()].map((log) => log.tag));
  const before = new Map(engine.book.open().map((alarm) => [alarm.id, alarm]));
  const kept = new Set(rules.flatMap((rule) => compileRule(rule, tags, engine.calendars).plans.map((plan) => processId(rule.id, plan.key))));
  copy.setRules(rules, tags, now);
  const ends = [...before.values()].filter((alarm) => !isDeviceRule(alarm.ruleId) && !kept.has(processId(alarm.ruleId, alarm.key)));
  const longest = Math.max(0, ...rules.flatMap((rule) => [rule.onDelayS ?? 0, rule.offDelayS ?? 0]));
  holdPresent(copy, now, longest);
  const wouldClear = [...before.values()].filter((alarm) => alarm.active && !ends.includes(alarm) && copy.book.of(alarm)?.active === false);
  const wouldRaise = copy.book.open().filter((alarm) => alarm.active && !isDeviceRule(alarm.ruleId) && engine.book.of(alarm)?.active !== true);
  const announcesAgain = [...before.values()].filter((alarm) => {
    const after = copy.book.of(alarm);
    return after && isOpen(after) && after.priority < alarm.priority && alarm.active;
  });
  const ids = (list: readonly { id: string }[]): string[] => list.map((one) => one.id).sort();
  return { ends: ids(ends), wouldClear: ids(wouldClear), wouldRaise: wouldRaise.map((alarm) => processId(alarm.ruleId, alarm.key)).sort(), announcesAgain: ids(announcesAgain), hash: hashOf([ids(ends), ids(wouldClear)]) };
}

// Present values are repeated once a second, so that holding them is not mistaken for silence.
function holdPresent(copy: AlarmEngine, now: number, seconds: number): void {
  const latest = [...copy.logs.values()].flatMap((log) => (log.latest && log.latest.q < 2 ? [{ tagId: log.tag.id, sample: log.latest }] : []));
  const step = Math.max(1, Math.ceil(seconds / 60));
  for (let second = 1; second <= seconds + step; second += step) {
    const at = now + second * 1000;
    copy.accept(latest.map(({ tagId, sample }) => ({ tagId, sample: { ...sample, ts: sample.ts + second * 1000, rx: at } })), at);
  }
  copy.tick(now + (seconds + 2) * 1000);
}
