import { expect, it } from "vitest";
import { idMaker } from "./newId.ts";
import { TestClock } from "./testing/testApp.ts";

it("makes UUIDv7 that are unique and sort by time, also within a millisecond and when the clock goes back", () => {
  const clock = new TestClock(1_790_000_000_000);
  const newId = idMaker(clock);
  const ids: string[] = [];
  for (let n = 0; n < 20_000; n += 1) {
    if (n % 5_000 === 4_999) clock.advance(n % 2 === 0 ? 1 : -3);
    ids.push(newId());
  }
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual([...ids].sort());
  expect(Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16)).toBe(1_790_000_000_000);
});
