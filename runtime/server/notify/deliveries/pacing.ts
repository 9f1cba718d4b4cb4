/** One thing to say to a target. */
export interface Waiting {
  readonly id: string;
  readonly isUrgent: boolean; // P1: alone, and before all others
  readonly bytes: number; // of its line in a digest
}

export interface Limit {
  readonly perMinute: number;
  readonly pageBytes: number; // of the lines of one digest
}

export interface Pace {
  /** Messages to send now; several ids are a digest. */
  readonly messages: readonly (readonly string[])[];
  /** Urgent ones for which there is no room: the next channel has to help. */
  readonly crowded: readonly string[];
  /** When there is room again (epoch ms), where something has to wait. */
  readonly nextAt: number | undefined;
}

export const minuteMs = 60_000;

/** Room that ordinary notices leave for P1, so that a flood does not make it wait a minute. */
const urgentShare = 0.3;

/** Fills digests in order; a line that is longer than a page has one to itself. */
function pagesOf(waiting: readonly Waiting[], pageBytes: number): string[][] {
  const pages: string[][] = [];
  let room = 0;
  for (const one of waiting) {
    if (one.bytes > room || pages.length === 0) {
      pages.push([]);
      room = pageBytes;
    }
    pages.at(-1)?.push(one.id);
    room -= one.bytes;
  }
  return pages;
}

/** Alone while there is room for all and one message more; else all of them in as few digests as they fill. */
function ordinaryOf(waiting: readonly Waiting[], room: number, pageBytes: number): string[][] {
  if (room <= 0) return [];
  if (waiting.length === 1 || waiting.length < room) return waiting.map((one) => [one.id]);
  return pagesOf(waiting, pageBytes).slice(0, room);
}

/**
 * What may go to one target now. `waiting` in the order of sending, `sent` the
 * times of its messages (epoch ms). Never more than the limit in any minute;
 * an urgent one is never in a digest (alarms.md 8 [P]).
 */
export function paceOf(waiting: readonly Waiting[], sent: readonly number[], now: number, limit: Limit | null): Pace {
  if (limit === null) return { messages: waiting.map((one) => [one.id]), crowded: [], nextAt: undefined };
  const recent = sent.filter((at) => at > now - minuteMs);
  const free = Math.max(0, limit.perMinute - recent.length);
  const urgent = waiting.filter((one) => one.isUrgent);
  const ordinary = waiting.filter((one) => !one.isUrgent);
  const first = urgent.slice(0, free).map((one) => [one.id]);
  const room = free - first.length - Math.ceil(limit.perMinute * urgentShare);
  const rest = ordinaryOf(ordinary, room, limit.pageBytes);
  const messages = [...first, ...rest];
  const isAll = messages.flat().length === waiting.length;
  const oldest = recent.length === 0 ? now : Math.min(...recent);
  return { messages, crowded: urgent.slice(free).map((one) => one.id), nextAt: isAll ? undefined : oldest + minuteMs };
}
