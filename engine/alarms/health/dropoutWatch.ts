import { dropoutAfterS } from "../../rules/measurement.ts";
import type { Alarm } from "../alarm.ts";
import { deviceRuleId } from "./kinds.ts";
import type { TagLog } from "../tagLog.ts";

/** Silence of tags and gateways, judged by the wall clock. */
export interface SilenceVerdict {
  readonly raise: readonly { readonly fault: "dropout" | "gateway"; readonly key: string; readonly at: number; readonly urgent: boolean }[];
  readonly clear: readonly { readonly fault: "dropout" | "gateway"; readonly key: string }[];
  readonly urgent: readonly string[]; // safety tags whose silence has become P2
}

const waitForGatewayMs = 1000;
const gatewayShare = 0.1;
const gatewayMin = 3;

/**
 * Finds dropouts (age > max(3 × period, 30 s)) and lost gateways (≥ 10 % of
 * their tags overdue, at least 3, or all when under 10). While a gateway is
 * lost its tags raise no dropout of their own (alarms.md 6).
 */
export class DropoutWatch {
  readonly dropped = new Map<string, boolean>(); // tag → already urgent
  readonly lost = new Set<string>(); // gateways
  readonly cut = new Set<string>(); // gateways whose link is known to be lost
  private calmUntil = -Infinity; // wall time before which no tag can be overdue that was not at the last look

  /** Takes over which silences have an open alarm, after a recovery. */
  adopt(active: readonly Pick<Alarm, "ruleId" | "key" | "priority">[]): void {
    this.dropped.clear();
    this.lost.clear();
    this.reconsider();
    this.cut.clear(); // links say by themselves how they are; silence tells the rest
    for (const { ruleId, key, priority } of active) {
      if (ruleId === deviceRuleId("dropout")) this.dropped.set(key, priority === "P2");
      if (ruleId === deviceRuleId("gateway")) this.lost.add(key);
    }
  }

  /** Tags came, went or were edited: the next look is at all of them. */
  reconsider(): void {
    this.calmUntil = -Infinity;
  }

  /** False while nothing can have changed: all is well, and nobody can be overdue yet. */
  mayChange(now: number): boolean {
    return now > this.calmUntil || this.dropped.size > 0 || this.lost.size > 0 || this.cut.size > 0;
  }

  judge(logs: ReadonlyMap<string, TagLog>, now: number): SilenceVerdict {
    const raise: { fault: "dropout" | "gateway"; key: string; at: number; urgent: boolean }[] = [];
    const clear: { fault: "dropout" | "gateway"; key: string }[] = [];
    const urgent: string[] = [];
    this.judgeGateways(logs, now, raise, clear);
    this.calmUntil = Infinity;
    for (const [id, log] of logs) this.judgeTag(id, log, now, raise, clear, urgent);
    return { raise, clear, urgent };
  }

  private judgeTag(id: string, log: TagLog, now: number, raise: SilenceVerdict["raise"][number][], clear: SilenceVerdict["clear"][number][], urgent: string[]): void {
    const timeoutMs = dropoutAfterS(log.tag) * 1000;
    const silentMs = now - log.lastHeard;
    this.calmUntil = Math.min(this.calmUntil, log.lastHeard + timeoutMs);
    if (silentMs <= timeoutMs) {
      if (this.dropped.delete(id)) clear.push({ fault: "dropout", key: id });
      return;
    }
    const isUrgent = log.tag.safety === true && silentMs > Math.max(10 * log.tag.periodS * 1000, timeoutMs);
    const before = this.dropped.get(id);
    if (before === undefined) {
      if (silentMs <= timeoutMs + waitForGatewayMs || (log.tag.gateway !== undefined && this.lost.has(log.tag.gateway))) return;
      this.dropped.set(id, isUrgent);
      raise.push({ fault: "dropout", key: id, at: log.lastHeard + timeoutMs, urgent: isUrgent });
    } else if (isUrgent && !before) {
      this.dropped.set(id, true);
      urgent.push(id);
    }
  }

  private judgeGateways(logs: ReadonlyMap<string, TagLog>, now: number, raise: SilenceVerdict["raise"][number][], clear: SilenceVerdict["clear"][number][]): void {
    const counts = countOverdue(logs, now);
    for (const gateway of this.lost) {
      if (counts.has(gateway)) continue;
      this.lost.delete(gateway); // its last tag was retired
      clear.push({ fault: "gateway", key: gateway });
    }
    for (const [gateway, count] of counts) {
      const needed = count.all < 10 ? count.all : Math.max(gatewayMin, Math.ceil(count.all * gatewayShare));
      const isLost = this.cut.has(gateway) || (count.all > 1 && count.overdue >= needed);
      if (isLost && !this.lost.has(gateway)) raise.push({ fault: "gateway", key: gateway, at: this.cut.has(gateway) ? now : count.since, urgent: true });
      if (!isLost && this.lost.has(gateway)) clear.push({ fault: "gateway", key: gateway });
      if (isLost) this.lost.add(gateway);
      else this.lost.delete(gateway);
    }
  }
}

function countOverdue(logs: ReadonlyMap<string, TagLog>, now: number): ReadonlyMap<string, { all: number; overdue: number; since: number }> {
  const counts = new Map<string, { all: number; overdue: number; since: number }>();
  for (const log of logs.values()) {
    if (log.tag.gateway === undefined) continue;
    const count = counts.get(log.tag.gateway) ?? { all: 0, overdue: 0, since: 0 };
    count.all += 1;
    const due = log.lastHeard + dropoutAfterS(log.tag) * 1000;
    if (now > due) {
      count.overdue += 1;
      count.since = Math.max(count.since, due);
    }
    counts.set(log.tag.gateway, count);
  }
  return counts;
}
