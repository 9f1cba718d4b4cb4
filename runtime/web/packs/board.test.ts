import { describe, expect, it } from "vitest";
import { boardCounts, boardPacks, type BoardCell, type BoardRow, driftOf } from "./board.ts";

const title = { zh: "甲", en: "A" };
const cell = (id: string, rest: Partial<BoardCell> = {}): BoardCell => ({ id, title, version: "1.0.0", pending: false, overdue: false, drift: {}, ...rest });
const row = (id: string, packs: BoardCell[]): BoardRow => ({ tenant: { id, title }, packs });
const items = [row("t1", [cell("base"), cell("visits", { pending: true, overdue: true, drift: { changed: 2, inherited: 90, tightened: 1 } })]), row("t2", [cell("visits", { pending: true })])];

describe("the board of a group", () => {
  it("has a column for each pack that somebody has", () => expect(boardPacks(items).map((one) => one.id)).toEqual(["base", "visits"]));
  it("counts what waits, what is late, and what was changed below; what is inherited is no change", () => expect(boardCounts(items)).toEqual({ tenants: 2, pending: 2, overdue: 1, drift: 3 }));
  it("names only what differs", () => expect(driftOf(cell("x", { drift: { inherited: 4, orphan: 0, added: 1 } }))).toEqual([["added", 1]]));
});
