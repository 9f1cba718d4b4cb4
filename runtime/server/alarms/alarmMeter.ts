import type { AlarmEvent } from "@safeloop/engine";

/** Upper bounds of the latency buckets, seconds. */
export const latencyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30] as const;

/** Counts of the alarm path since start: readings, edges, and how long an edge took from its due time to its record. */
export class AlarmMeter {
  readonly counts = { stored: 0, late: 0, duplicates: 0, raised: 0, cleared: 0, announced: 0 };
  readonly said = new Map<string, number>();
  readonly latency = latencyBuckets.map(() => 0);
  latencySum = 0;
  latencyCount = 0;

  readings(stored: number, late: number, duplicates: number, said: ReadonlyMap<string, number> = new Map()): void {
    this.counts.stored += stored;
    this.counts.late += late;
    this.counts.duplicates += duplicates;
    for (const [code, count] of said) this.said.set(code, (this.said.get(code) ?? 0) + count);
  }

  events(events: readonly AlarmEvent[]): void {
    for (const event of events) {
      if (event.kind === "announce") this.counts.announced += 1;
      if (event.kind === "clear") this.counts.cleared += 1;
      if (event.kind !== "raise") continue;
      this.counts.raised += 1;
      if (event.why === "CONDITION" || event.why === "TIMER") this.#observe((event.storedAt - event.at) / 1000);
    }
  }

  #observe(seconds: number): void {
    this.latencySum += seconds;
    this.latencyCount += 1;
    latencyBuckets.forEach((bound, at) => {
      if (seconds <= bound) this.latency[at]! += 1;
    });
  }

  /** Prometheus text. Detection latency: record − due time of the edge; the on-delay is not in it by definition. */
  text(): string {
    const counter = (name: string, help: string, value: number): string => `# HELP ${name} ${help}\n# TYPE ${name} counter\n${name} ${value}\n`;
    const name = "safeloop_alarm_latency_seconds";
    const issues = "safeloop_readings_issues_total";
    const said = [...this.said].sort().map(([code, count]) => `${issues}{code="${code}"} ${count}\n`).join("");
    const rows = latencyBuckets.map((bound, at) => `${name}_bucket{le="${bound}"} ${this.latency[at]}\n`).join("");
    return counter("safeloop_readings_stored_total", "Readings stored", this.counts.stored)
      + counter("safeloop_readings_late_total", "Readings beyond the out-of-order bound: stored, not judged live", this.counts.late)
      + counter("safeloop_readings_duplicate_total", "Resent readings ignored", this.counts.duplicates)
      + `# HELP ${issues} Readings with something wrong, refused or stored as bad, by what it was\n# TYPE ${issues} counter\n${said}`
      + counter("safeloop_alarms_raised_total", "Alarm raises", this.counts.raised)
      + counter("safeloop_alarms_announced_total", "Alarm announcements", this.counts.announced)
      + `# HELP ${name} From the due time of an alarm to its record\n# TYPE ${name} histogram\n${rows}${name}_bucket{le="+Inf"} ${this.latencyCount}\n${name}_sum ${this.latencySum}\n${name}_count ${this.latencyCount}\n`;
  }
}
