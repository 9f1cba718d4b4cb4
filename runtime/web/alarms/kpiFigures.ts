import type { AlarmKpiView } from "@safeloop/engine";

type Target = AlarmKpiView["targets"][keyof AlarmKpiView["targets"]];

/** One figure as the page shows it. `value` null: the data do not suffice, which is neither good nor bad. */
export interface KpiFigure {
  readonly id: "rate" | "floodTime" | "chattering" | "stale" | "topTen" | "latency" | "falseShare" | "acknowledged" | "disposed" | "nuisance";
  readonly value: number | null;
  readonly kind: "count" | "share" | "seconds";
  readonly target?: Target;
  /** Met, missed, or not to be told. */
  readonly verdict: "met" | "missed" | "unknown" | "none";
  readonly note: { readonly [name: string]: number };
}

/** The figures of a period against their targets, in the order of catalogue 5.4. */
export function kpiFigures(kpi: AlarmKpiView): readonly KpiFigure[] {
  const { targets, falseShare } = kpi;
  return [
    figure("rate", kpi.rate.mean, "count", targets.rate, { p95: kpi.rate.p95, max: kpi.rate.max, announced: kpi.announced }),
    figure("floodTime", kpi.floodShare, "share", targets.floodTime, { floods: kpi.floods.length }),
    figure("chattering", kpi.chattering.length, "count", targets.chattering, { fleeting: kpi.fleeting }),
    figure("stale", kpi.stale, "count", targets.stale, { shelved: kpi.overlays.shelved.now, suppressed: kpi.overlays.suppressed.now, outOfService: kpi.overlays.outOfService.now }),
    figure("topTen", kpi.topTenShare, "share", targets.topTen, {}),
    figure("falseShare", falseShare?.share ?? null, "share", targets.falseShare, falseShare ? { low: falseShare.low, high: falseShare.high, n: falseShare.n } : { disposed: kpi.disposedShare ?? 0, n: kpi.dispositions.true + kpi.dispositions.false }),
    figure("acknowledged", kpi.acknowledged.median, "seconds", undefined, { p90: kpi.acknowledged.p90 ?? 0, n: kpi.acknowledged.n }),
    figure("disposed", kpi.disposed.median, "seconds", undefined, { p90: kpi.disposed.p90 ?? 0, n: kpi.disposed.n }),
    figure("latency", kpi.latency.p95, "seconds", targets.latencyS, { p50: kpi.latency.median ?? 0, p99: kpi.latency.p99 ?? 0 }),
    figure("nuisance", kpi.nuisance, "share", undefined, { unconfirmed: kpi.dispositions.unconfirmed }),
  ];
}

function figure(id: KpiFigure["id"], value: number | null, kind: KpiFigure["kind"], target: Target | undefined, note: KpiFigure["note"]): KpiFigure {
  const verdict = target === undefined ? "none" : value === null ? "unknown" : value <= target.value ? "met" : "missed";
  return { id, value, kind, ...(target ? { target } : {}), verdict, note };
}
