import { AlarmEngine, isDeviceRule, type AlarmEvent, type AlarmStepLog, type AlertRule, type TagSample } from "@safeloop/engine";
import { points } from "./points.ts";

/** One raise as the engine decided it; times in seconds of the day. */
export interface Raise {
  readonly alarmId: string;
  readonly rule: AlertRule;
  readonly point: number;
  readonly at: number; // edge time: t0 + on-delay
  readonly storedAt: number;
}

const tags = points.map((point) => point.tag);
const numberOf: ReadonlyMap<string, number> = new Map(tags.map((tag, at) => [tag.id, at]));
const answerS = 60;

/**
 * Plays a day through the real alarm engine, second by second, with an
 * operator who acknowledges after a minute and resets what is over, so that
 * each episode is an alarm of its own.
 */
export class DayPlay {
  readonly raises: Raise[] = [];
  readonly #engine = new AlarmEngine();
  readonly #rules: ReadonlyMap<string, AlertRule>;
  readonly #desk = new Map<number, { readonly ruleId: string; readonly key: string }[]>();

  constructor(rules: readonly AlertRule[], readonly epoch: number) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.#keep(this.#engine.setRules(rules, tags, epoch), 0);
  }

  /** One second: what arrives, then the clock, then the operator. */
  second(t: number, arrived: readonly TagSample[]): void {
    const now = this.epoch + t * 1000;
    if (arrived.length > 0) this.#keep(this.#engine.accept(arrived, now), t);
    this.#keep(this.#engine.tick(now + 500), t);
    for (const { ruleId, key } of this.#desk.get(t) ?? []) this.#answer(ruleId, key, t);
    this.#desk.delete(t);
  }

  #keep(step: AlarmStepLog, t: number): void {
    for (const event of step.events) if (event.kind === "raise" && !isDeviceRule(event.ruleId)) this.#raised(event, t);
  }

  #raised(event: AlarmEvent, t: number): void {
    const second = (ms: number): number => (ms - this.epoch) / 1000;
    this.raises.push({ alarmId: event.alarmId, rule: this.#rules.get(event.ruleId)!, point: numberOf.get(event.key)!, at: second(event.at), storedAt: second(event.storedAt) });
    this.#later(t, event);
  }

  #later(t: number, { ruleId, key }: { readonly ruleId: string; readonly key: string }): void {
    this.#desk.set(t + answerS, [...(this.#desk.get(t + answerS) ?? []), { ruleId, key }]);
  }

  #answer(ruleId: string, key: string, t: number): void {
    const alarm = this.#engine.book.of({ ruleId, key });
    if (!alarm || alarm.state === "normal") return;
    const now = this.epoch + t * 1000 + 600;
    const unanswered = alarm.state.endsWith("unack");
    this.#keep(this.#engine.command(ruleId, key, unanswered ? { do: "ack", by: "operator", generation: alarm.generation } : { do: "reset", by: "operator" }, now), t);
    if (alarm.latch) this.#later(t, { ruleId, key });
  }
}
