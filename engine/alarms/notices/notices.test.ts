import { describe, expect, it } from "vitest";
import { channelsFor } from "./channels.ts";
import { noticeId, type Silence } from "./notice.ts";
import { NoticeBench, start } from "./notices.testkit.ts";

const quiet = (more: Partial<Silence> = {}): Silence => ({ id: "s1", orgId: "unit-1", matcher: { area: "a" }, from: start, until: start + 3_600_000, ...more });

describe("a notice", () => {
  it("of P1 goes out alone and at once, whatever else is going on", () => {
    const bench = new NoticeBench();
    bench.silences = [quiet({ matcher: { area: "a", priorities: ["P1", "P2"] } })];
    bench.rules.set("hot", { inhibitedBy: ["power"] });
    bench.look(bench.raise("power", "a", "P2"), bench.raise("hot", "a-1", "P1"), bench.raise("hot", "a-2", "P1", { masked: true, overlays: { suppressed: true } }));
    expect(bench.heard()).toEqual(["one P1 1 @0", "one P1 1 @0"]);
    expect(bench.sends[0]?.send).toMatchObject({ people: ["op-a"], channels: channelsFor("P1", 0) });
  });

  it("of P2 waits 2 s and of P3 10 s for others of its area and rule; the next of the group waits a minute", () => {
    const bench = new NoticeBench();
    bench.look(bench.raise("warm", "a-1", "P2"), bench.raise("dust", "a-1", "P3"), bench.raise("warm", "b-1", "P2"));
    bench.pass(1_000);
    bench.look(bench.raise("warm", "a-2", "P2"));
    bench.pass(4_000);
    bench.look(bench.raise("warm", "a-3", "P2"));
    bench.pass(120_000);
    expect(bench.heard()).toEqual(["group P2 2 @2", "one P2 1 @2", "one P3 1 @10", "one P2 1 @62"]);
    expect(bench.reasons.get("warm/a-3/1:1:0")).toEqual(["group"]);
  });

  it("is gathered by what its rule says", () => {
    const bench = new NoticeBench();
    bench.rules.set("warm", { groupBy: ["rule"] });
    bench.rules.set("dust", { groupBy: ["tag"] });
    bench.receivers = () => ({ people: ["op"], nobody: false });
    bench.look(...["a-1", "b-1"].flatMap((key) => [bench.raise("warm", key, "P2"), bench.raise("dust", key, "P2")]));
    bench.pass(2_000);
    expect(bench.heard()).toEqual(["group P2 2 @2", "one P2 1 @2", "one P2 1 @2"]);
  });

  it("of P4 is shown in the list only", () => {
    const bench = new NoticeBench();
    bench.look(bench.raise("info", "a-1", "P4"));
    expect([bench.heard(), bench.ends.get("info/a-1/1:1:0"), bench.state.pending.size]).toEqual([[], "listOnly", 0]);
  });

  it("goes to the people of each area apart, though gathered together", () => {
    const bench = new NoticeBench();
    bench.rules.set("warm", { groupBy: ["rule"] });
    bench.look(bench.raise("warm", "a-1", "P2"), bench.raise("warm", "b-1", "P2"));
    bench.pass(2_000);
    expect(bench.sends.map(({ send }) => send.people)).toEqual([["op-a"], ["op-b"]]);
  });

  it("acknowledged, closed or raised again while it waits is not sent, and the reason is kept", () => {
    const bench = new NoticeBench();
    const [acked, closed, again] = [bench.raise("r1", "a-1", "P3"), bench.raise("r2", "a-1", "P3"), bench.raise("r3", "a-1", "P3")];
    bench.look(acked, closed, again);
    bench.change("r1", "a-1", { state: "ack" });
    bench.change("r2", "a-1", { state: "normal", active: false });
    bench.look(bench.raise("r3", "a-1", "P3"));
    bench.pass(20_000);
    expect([acked, closed, again].map((one) => bench.ends.get(noticeId(one)))).toEqual(["acked", "closed", "superseded"]);
    expect([...bench.told.keys()]).toEqual(["r3/a-1/1:2:0"]);
  });

  it("that has come back to normal unacknowledged within the moment is still told: somebody must look", () => {
    const bench = new NoticeBench();
    bench.look(bench.raise("r", "a-1", "P3"));
    bench.change("r", "a-1", { state: "rtn-unack", active: false });
    bench.pass(10_000);
    expect(bench.heard()).toEqual(["one P3 1 @10"]);
  });

  it("is told once, also when it is announced again after a restart", () => {
    const bench = new NoticeBench();
    const notice = bench.raise("r", "a-1", "P2");
    bench.look(notice);
    bench.pass(2_000);
    bench.look(notice);
    bench.pass(120_000);
    expect([bench.told.get(noticeId(notice)), bench.ends.get(noticeId(notice))]).toEqual([1, "told"]);
  });

  it("of a masked or shelved alarm waits, and is sent when that ends", () => {
    const bench = new NoticeBench();
    bench.look(bench.raise("h", "a-1", "P2"));
    bench.change("h", "a-1", { masked: true });
    bench.pass(30_000);
    expect([bench.heard(), bench.reasons.get("h/a-1/1:1:0")]).toEqual([[], ["group", "mask"]]);
    bench.change("h", "a-1", { masked: false });
    bench.pass(2_000);
    expect(bench.heard()).toHaveLength(1);
  });

  it("is inhibited by an active parent on its key chain; at the parent's end those still active come as one group", () => {
    const bench = new NoticeBench();
    bench.rules.set("sensor", { inhibitedBy: ["power"] });
    bench.rules.set("pump", { inhibitedBy: ["power"] });
    bench.look(bench.raise("power", "a", "P2"));
    bench.look(bench.raise("sensor", "a-1", "P3"), bench.raise("sensor", "a-2", "P3"), bench.raise("pump", "a-3", "P2"), bench.raise("sensor", "b-1", "P3"));
    bench.pass(60_000);
    expect(bench.heard()).toEqual(["one P2 1 @2", "one P3 1 @10"]); // the parent, and the sensor of another area
    bench.change("sensor", "a-2", { active: false, state: "rtn-unack" });
    bench.change("power", "a", { active: false, state: "rtn-unack" });
    bench.pass(2_000);
    expect(bench.heard().at(-1)).toBe("group P2 2 @61");
    expect(bench.ends.get("sensor/a-2/1:1:0")).toBe("returned");
  });

  it("of a device is inhibited by its lost gateway, of a process only where its rule says so", () => {
    const bench = new NoticeBench();
    bench.gateways.set("a-1", "gw-1").set("a-2", "gw-1");
    bench.rules.set("told", { inhibitedBy: ["device:gateway"] });
    bench.look(bench.raise("device:gateway", "gw-1", "P2", { tagId: null }));
    bench.look(bench.raise("device:dropout", "a-1", "P3"), bench.raise("gas", "a-1", "P2"), bench.raise("told", "a-2", "P3"));
    bench.pass(60_000);
    expect([...bench.told.keys()].sort()).toEqual(["device:gateway/gw-1/1:1:0", "gas/a-1/1:1:0"]);
    expect(bench.reasons.get("device:dropout/a-1/1:1:0")).toEqual(["inhibit"]);
  });

  it("is not inhibited by a parent that nobody hears, nor by one that it explains itself", () => {
    const bench = new NoticeBench();
    bench.rules.set("sensor", { inhibitedBy: ["power"] }).set("x", { inhibitedBy: ["y"] }).set("y", { inhibitedBy: ["x"] });
    bench.look(bench.raise("power", "a", "P2", { overlays: { outOfService: { bypassId: "b1", until: start + 3_600_000 } } }));
    bench.look(bench.raise("sensor", "a-1", "P3"), bench.raise("x", "b-1", "P3"), bench.raise("y", "b-1", "P3"));
    bench.pass(10_000);
    expect([...bench.told.keys()].sort()).toEqual(["sensor/a-1/1:1:0", "x/b-1/1:1:0", "y/b-1/1:1:0"]);
  });

  it("is silenced until the silence ends, then told as a group", () => {
    const bench = new NoticeBench();
    bench.silences = [quiet()];
    bench.look(bench.raise("warm", "a-1", "P2"), bench.raise("dust", "a-2", "P3"), bench.raise("warm", "b-1", "P2"));
    bench.pass(60_000);
    bench.change("dust", "a-2", { active: false, state: "rtn-unack" });
    expect(bench.heard()).toEqual(["one P2 1 @2"]);
    expect(bench.reasons.get("warm/a-1/1:1:0")).toEqual(["group", "silence"]);
    bench.pass(3_600_000);
    expect(bench.heard().at(-1)).toBe("group P2 2 @3600");
  });

  it.each([
    ["another area", { matcher: { area: "b" } }], ["another rule", { matcher: { rule: "dust" } }], ["another tag", { matcher: { tag: "a-9" } }], ["other priorities", { matcher: { area: "a", priorities: ["P3" as const] } }],
    ["another unit", { orgId: "unit-2" }], ["a time to come", { from: start + 60_000 }], ["a time that is over", { until: start + 2_000 }],
  ])("is not silenced by a silence of %s", (_, more) => {
    const bench = new NoticeBench();
    bench.silences = [quiet(more)];
    bench.look(bench.raise("warm", "a-1", "P2"));
    bench.pass(2_000);
    expect(bench.heard()).toEqual(["one P2 1 @2"]);
  });

  it("of an escalation ends with the acknowledgement, that of a disposal with the disposal", () => {
    const bench = new NoticeBench();
    const notice = bench.raise("gas", "a-1", "P1");
    bench.look(notice, bench.step(notice, 1));
    bench.change("gas", "a-1", { state: "ack" });
    bench.look(bench.step(notice, 2));
    bench.change("gas", "a-1", { state: "normal", active: false });
    bench.look(bench.step(notice, 4, { on: "undisposed" }));
    bench.disposed.add("gas/a-1/1");
    bench.look(bench.step(notice, 5, { on: "undisposed" }));
    expect([...bench.told.keys()].map((id) => id.split(":").at(-1))).toEqual(["0", "1", "4"]);
    expect([bench.ends.get("gas/a-1/1:1:2"), bench.ends.get("gas/a-1/1:1:5")]).toEqual(["acked", "disposed"]);
  });

  it("of what is over and long ago makes no noise", () => {
    const bench = new NoticeBench();
    const notice = bench.raise("gas", "a-1", "P1", { active: false, state: "rtn-unack" });
    bench.now += 301_000;
    bench.look(notice);
    expect(bench.sends[0]?.send.channels).toEqual(["inbox", "push"]);
  });
});
