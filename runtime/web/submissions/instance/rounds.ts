import type { HistoryItem } from "@safeloop/engine";

const turned: ReadonlySet<string> = new Set(["back", "goto"]);

/**
 * The round a line of the history belongs to, from 1: how often the flow had
 * been sent back when its step was entered. A step of another branch keeps its
 * round while that branch alone is sent back.
 */
export function roundOf(item: HistoryItem, history: readonly HistoryItem[]): number {
  const before = history.slice(0, history.indexOf(item) + 1);
  const entered = before.findLastIndex((one) => one.command === "enter" && one.node?.id === item.node?.id);
  const turns = before.slice(0, entered === -1 ? before.length : entered).filter((one) => turned.has(one.command));
  return 1 + Math.max(0, ...turns.map(({ detail }) => (typeof detail?.["generation"] === "number" ? detail["generation"] : 0)));
}
