import type { KpiEvent } from "./alarmKpi.ts";

/** What held alarms back: how many at the end of the period, and alarm-hours in it. */
export interface OverlayTime {
  readonly now: number;
  readonly hours: number;
}

const overlays = { shelved: ["shelve", "unshelve"], suppressed: ["suppress", "unsuppress"], outOfService: ["outOfService", "inService"] } as const;

/** Times under each overlay. One that had begun before the period counts from its beginning on, once its end is seen. */
export function overlayTimes(events: readonly KpiEvent[], from: number, to: number): { readonly [overlay in keyof typeof overlays]: OverlayTime } {
  const of = (overlay: keyof typeof overlays): OverlayTime => timeBetween(events, overlays[overlay][0], overlays[overlay][1], from, to);
  return { shelved: of("shelved"), suppressed: of("suppressed"), outOfService: of("outOfService") };
}

function timeBetween(events: readonly KpiEvent[], begin: string, end: string, from: number, to: number): OverlayTime {
  const since = new Map<string, number>();
  const seen = new Set<string>();
  let ms = 0;
  for (const { alarmId, kind, at } of events) {
    if (kind === begin && !since.has(alarmId)) since.set(alarmId, at);
    if (kind === end) {
      const began = since.get(alarmId) ?? (seen.has(alarmId) ? at : from);
      ms += Math.max(0, at - Math.max(began, from));
      since.delete(alarmId);
    }
    if (kind === begin || kind === end) seen.add(alarmId);
  }
  for (const began of since.values()) ms += to - Math.max(began, from);
  return { now: since.size, hours: ms / 3_600_000 };
}
