import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { filterAlarms, filterOf, hiddenByFilter, searchOf } from "./alarmFilter.ts";
import { consoleActOf } from "./alarmKeys.ts";
import { compareAlarms, countTabs, countSounding, firstOut, sortAlarms, tabOf, worst } from "./alarmOrder.ts";
import { isMuted, mutedFrom, muteMs, soundingPriority } from "./alarmSound.ts";
import type { AlarmView } from "../api/types.ts";
import { isUnacked } from "./alarmState.ts";
import type { AlarmState } from "@safeloop/engine";
import { sopSteps } from "./sopSteps.ts";
import { holdMs, holdOrder, noOrder, stepSelection } from "./heldOrder.ts";

const base: AlarmView = {
  id: "a", ruleId: "r", ruleTitle: { zh: "二级", en: "HH" }, key: "GT-1", tagId: "GT-1", area: { id: "A", title: { zh: "罐区A", en: "Tank farm A" } },
  priority: "P2", state: "unack", overlays: {}, masked: false, generation: 1, raisedAt: "2026-07-14T00:00:23Z",
  message: { zh: "m", en: "m" }, version: 1, mayAct: {}, announcedAt: null, clearedAt: null, ackedAt: null, ackedBy: null, closedAt: null, value: null, unit: "%LEL", backfill: false, continues: null, badges: [], latch: false, unconfirmed: false, permitsStopped: [],
};
const alarm = (part: Partial<AlarmView>): AlarmView => ({ ...base, ...part });

describe("the order of the console", () => {
  it("is unacknowledged first, then priority, then newest", () => {
    const list = [
      alarm({ id: "acked-p1", priority: "P1", state: "ack" }),
      alarm({ id: "old-p2", raisedAt: "2026-07-14T00:00:00Z" }),
      alarm({ id: "returned-p3", priority: "P3", state: "rtn-unack" }),
      alarm({ id: "new-p2", raisedAt: "2026-07-14T00:00:36Z" }),
      alarm({ id: "p1", priority: "P1", raisedAt: "2026-07-13T00:00:00Z" }),
    ];
    expect(sortAlarms(list).map((one) => one.id)).toEqual(["p1", "new-p2", "old-p2", "returned-p3", "acked-p1"]);
  });

  it("is a total order: the same list whatever order the rows came in", () => {
    const states: AlarmState[] = ["unack", "ack", "rtn-unack", "latched-unack", "latched-ack"];
    const some = fc.record({
      id: fc.uuid(), priority: fc.constantFrom("P1", "P2", "P3", "P4"), state: fc.constantFrom(...states),
      raisedAt: fc.integer({ min: 0, max: 5 }).map((s) => `2026-07-14T00:00:0${s}Z`),
    });
    fc.assert(fc.property(fc.uniqueArray(some, { selector: (one) => one.id, maxLength: 12 }), (rows) => {
      const alarms = rows.map((row) => alarm(row as Partial<AlarmView>));
      expect(sortAlarms([...alarms].reverse())).toEqual(sortAlarms(alarms));
      for (const one of alarms) expect(compareAlarms(one, one)).toBe(0);
    }));
  });

  it("counts a returned and a latched alarm as unacknowledged until somebody saw them", () => {
    expect(isUnacked(alarm({ state: "rtn-unack" }))).toBe(true);
    expect(isUnacked(alarm({ state: "latched-unack" }))).toBe(true);
    expect(isUnacked(alarm({ state: "latched-ack" }))).toBe(false);
  });
});

describe("tabs and counts", () => {
  const shelved = alarm({ id: "s", overlays: { shelved: { until: "x", by: { id: "qian", name: "钱进" }, reason: "校验" } } });
  it("keep an overlaid alarm in sight in its own tab, out of the unacknowledged count", () => {
    expect(tabOf(shelved)).toBe("shelved");
    expect(countTabs([base, shelved])).toMatchObject({ active: 1, shelved: 1 });
    expect(countSounding([base, shelved, alarm({ id: "m", masked: true })])).toEqual({ P1: 0, P2: 1, P3: 0, P4: 0 });
  });
  it("put a closed alarm in history", () => expect(tabOf(alarm({ state: "normal" }))).toBe("history"));
  it("find no worst alarm on a calm day", () => expect(worst([alarm({ state: "normal" }), shelved])).toBeUndefined());
  it("name the first alarm of a flood, older ones left out", () => {
    const now = Date.parse("2026-07-14T00:10:00Z");
    const list = [alarm({ id: "stale", raisedAt: "2026-07-13T20:00:00Z" }), alarm({ id: "first", raisedAt: "2026-07-14T00:01:00Z" }), alarm({ id: "later", raisedAt: "2026-07-14T00:05:00Z" })];
    expect(firstOut(list, now)?.id).toBe("first");
  });
});

describe("the filter in the address", () => {
  it("comes back from the link it wrote", () => {
    const filter = filterOf({ tab: "shelved", p: "P1,P2", area: "A", group: "area", q: "GT", selected: "x" });
    expect(filterOf(searchOf(filter))).toEqual(filter);
  });
  it("ignores what it does not know", () => {
    expect(filterOf({ tab: "evil", p: "P9" })).toEqual({ tab: "active", priorities: [], group: "none" });
  });
  it("says how many unacknowledged alarms it hides", () => {
    const filter = filterOf({ area: "B" });
    expect(filterAlarms([base], filter)).toEqual([]);
    expect(hiddenByFilter([base], filter, isUnacked)).toBe(1);
  });
});

describe("rows under the cursor", () => {
  it("keep their place for 2 s after a change, then move", () => {
    const first = holdOrder(noOrder, ["a", "b"], 0, true);
    const held = holdOrder(first, ["c", "a", "b"], 1_000, true);
    expect(held.shown).toEqual(["a", "b"]);
    expect(held.waiting).toEqual(["c"]);
    expect(holdOrder(held, ["c", "a", "b"], 1_000 + holdMs - 1, true).shown).toEqual(["a", "b"]);
    expect(holdOrder(held, ["c", "a", "b"], 1_000 + holdMs, true).shown).toEqual(["c", "a", "b"]);
  });
  it("cannot hold an alarm back longer by further changes", () => {
    let held = holdOrder(noOrder, ["a"], 0, true);
    held = holdOrder(held, ["b", "a"], 100, true);
    held = holdOrder(held, ["c", "b", "a"], 1_900, true);
    expect(holdOrder(held, ["c", "b", "a"], 2_100, true).shown).toEqual(["c", "b", "a"]);
  });
  it("move at once when the cursor is elsewhere", () => {
    expect(holdOrder(holdOrder(noOrder, ["a"], 0, false), ["b", "a"], 1, false).shown).toEqual(["b", "a"]);
  });
});

describe("the keyboard", () => {
  it("has one letter per act and leaves the browser's shortcuts alone", () => {
    expect(["a", "S", "d", "R", "m", "j", "k"].map((key) => consoleActOf({ key }))).toEqual(["ack", "shelve", "dispose", "reset", "mute", "next", "previous"]);
    expect(consoleActOf({ key: "r", ctrlKey: true })).toBeUndefined();
    expect(consoleActOf({ key: "constructor" })).toBeUndefined();
  });
  it("does not acknowledge again while A is held down", () => expect(consoleActOf({ key: "a", repeat: true })).toBeUndefined());
  it("steps through rows and stops at the ends", () => {
    expect(stepSelection(["a", "b"], "b", 1)).toBe("b");
    expect(stepSelection(["a", "b"], "b", -1)).toBe("a");
    expect(stepSelection(["a", "b"], "gone", 1)).toBe("a");
    expect(stepSelection([], "a", 1)).toBeUndefined();
  });
});

describe("sound", () => {
  it("follows the worst unacknowledged priority; P4 is silent", () => {
    expect(soundingPriority({ P1: 0, P2: 1, P3: 2, P4: 3 })).toBe("P2");
    expect(soundingPriority({ P1: 0, P2: 0, P3: 0, P4: 3 })).toBeUndefined();
  });
  it("mutes a P1 that came since the page's clock last ticked, and not the next", () => {
    const at = mutedFrom(1_000, 1_700);
    expect([isMuted(at, 1_000, 1_700), isMuted(at, 2_000, 1_900), mutedFrom(1_000, undefined), mutedFrom(1_000, 500)]).toEqual([true, false, 1_000, 1_000]);
  });

  it("stays muted 60 s, but a new P1 breaks the mute", () => {
    expect(isMuted(1_000, 1_000 + muteMs - 1, undefined)).toBe(true);
    expect(isMuted(1_000, 1_000 + muteMs, undefined)).toBe(false);
    expect(isMuted(1_000, 2_000, 1_500)).toBe(false);
  });
});

describe("the action card", () => {
  it("is cut into steps by lines or numbers", () => {
    expect(sopSteps("1. 停止动火\n2. 撤离至上风向\n3. 关闭 XV-1031")).toEqual(["停止动火", "撤离至上风向", "关闭 XV-1031"]);
    expect(sopSteps("1、停止动火 2、撤离；3、核对 GT-1202。")).toEqual(["停止动火", "撤离", "核对 GT-1202"]);
    expect(sopSteps("Stop hot work; move upwind; close XV-1031")).toEqual(["Stop hot work", "move upwind", "close XV-1031"]);
  });
  it("is cut at Chinese numerals", () => expect(sopSteps("一、禁止一切火花；二、向上风向撤离；三、核对相邻点，再处置。穿防静电服。")).toEqual(["禁止一切火花", "向上风向撤离", "核对相邻点，再处置。穿防静电服"]));
  it("keeps decimals and a single sentence whole", () => expect(sopSteps("Keep below 0.6 MPa and report")).toEqual(["Keep below 0.6 MPa and report"]));
});
