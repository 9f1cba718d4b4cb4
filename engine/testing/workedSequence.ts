import type { AlarmCommand } from "../alarms/life/commands.ts";

/** The worked alarm sequence of catalogue 9.3 as data; seconds after 08:00:00 of 2026-07-14 at the plant. */
export const workedSequence = {
  start: Date.parse("2026-07-14T08:00:00+08:00"),
  point: "GT-1203",
  samples: [[0, 4], [10, 26], [12, 24.6], [20, 27], [30, 52], [60, 47], [80, 24], [90, 22], [110, "bad"], [120, 30], [125, 20]],
  operator: [[40, "ack", "H1"], [45, "ack", "H2"], [50, "reset", "H2"], [140, "ack", "H1"], [150, "reset", "H2"]],
  moves: [
    "23 H1 normal>unack", "33 H2 normal>unack", "40 H1 unack>ack", "45 H2 unack>ack", "70 H2 ack>latched-ack", "100 H1 ack>normal",
    "123 H1 normal>unack", "135 H1 unack>rtn-unack", "140 H1 rtn-unack>normal", "150 H2 latched-ack>normal",
  ],
  refused: ["50 H2 ALARM_RESET_ACTIVE"], // the condition is still true
} as const satisfies WorkedSequence;

interface WorkedSequence {
  readonly start: number;
  readonly point: string;
  readonly samples: readonly (readonly [second: number, value: number | "bad"])[];
  readonly operator: readonly (readonly [second: number, command: "ack" | "reset", level: "H1" | "H2"])[];
  readonly moves: readonly string[];
  readonly refused: readonly string[];
}

/**
 * What the sequence must become when the engine is killed at second `at`,
 * after everything of that second, and is up again at once. Raises stand to
 * the second. A clear or a reset stands only on what was heard since the
 * restart (alarms.md 4.6: downtime is no evidence of calm), so one that rests
 * on an older sample waits for the next or is refused. A timer edge of a silent
 * point is stored a second of grace after its time (4.3).
 */
export function workedWithRestart(at: number): { readonly moves: readonly string[]; readonly refused: readonly string[] } {
  const without = (...gone: readonly string[]) => workedSequence.moves.filter((move) => !gone.includes(move));
  const inside = (sample: number, edge: number): boolean => at >= sample && at <= edge;
  if (inside(60, 70)) { // 24 at 80 is the first value heard below the band of H2
    return { moves: [...without("70 H2 ack>latched-ack").slice(0, 4), "90 H2 ack>latched-ack", ...workedSequence.moves.slice(5)], refused: workedSequence.refused };
  }
  if (inside(90, 100)) { // still active when 30 comes: no second alarm, and 20 ends the first
    return { moves: [...workedSequence.moves.slice(0, 5), "135 H1 ack>normal", "150 H2 latched-ack>normal"], refused: [...workedSequence.refused, "140 H1 ALARM_NOT_OPEN"] };
  }
  const unknown = [...workedSequence.refused, "150 H2 ALARM_RESET_UNKNOWN"];
  if (inside(125, 135)) return { moves: [...workedSequence.moves.slice(0, 7), "140 H1 unack>ack"], refused: unknown };
  if (inside(136, 149)) return { moves: without("150 H2 latched-ack>normal"), refused: unknown };
  return { moves: workedSequence.moves, refused: workedSequence.refused };
}

/** The operator's command as the engine takes it. */
export function workedCommand(command: "ack" | "reset", generation: number): AlarmCommand {
  return command === "ack" ? { do: "ack", by: "op", generation } : { do: "reset", by: "op" };
}
