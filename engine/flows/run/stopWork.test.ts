import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../model/json.ts";
import { checkFlow } from "../checkFlow.ts";
import { approval, directoryOf, edges, end, flow, Running, start, textForm } from "../testing/plant.testkit.ts";

const reason = { zh: "应急撤离", en: "Evacuation" };
const form = textForm(["where"], { schema: { type: "object", properties: { where: { "x-id": "where", "x-kind": "place", "x-title": reason, type: "object" } } } });
const stop = (act: object) => ({ id: "X", kind: "act", title: reason, act }) as never;
const emergencyAt = (area: JsonValue) => flow(
  [start(), stop({ do: "interlock", cause: "area-evacuation", area, reason }), approval("A", ["head"]), { ...(stop({ do: "interlockOver" }) as object), id: "Y" } as never, end()],
  edges("S>X>A>Y>Z"),
);
const emergency = emergencyAt({ var: "where" });
const begin = (where?: JsonValue, def = emergency): Running => new Running(def, directoryOf({ me: {}, head: {}, admin: {} }), form, { answers: where === undefined ? {} : { where } });

describe("a flow that stops work", () => {
  it("names each area once, under its own id, and says when that is over", () => {
    const run = begin({ area: "a2" }, emergencyAt({ merge: ["a1", { var: "where" }, "a1"] }));
    const causeId = run.instance.id;
    expect(run.last.effects.filter((one) => one.kind === "interlock")).toEqual(["a1", "a2"].map((areaId) => expect.objectContaining({ cause: "area-evacuation", areaId, causeId, reason, standing: { submission: run.instance.submissionId } })));
    run.does("head", "approve", "A");
    expect(run.last.effects.filter((one) => one.kind === "interlockOver")).toEqual([expect.objectContaining({ causeId })]);
  });

  it("is refused where no area is known", () => {
    for (const nowhere of [undefined, { point: { x: 1, y: 2 } }]) expect(begin(nowhere).last.issues.map((one) => one.code)).toEqual(["ACT_AREA_UNKNOWN"]);
  });

  it("must name cause, area and reason", () => {
    expect(checkFlow(emergency, { form }).map((one) => one.code)).toEqual(["FLOW_FIELD_LATE"]); // the form does not demand a place
    const bare = flow([start(), stop({ do: "interlock" }), end()], edges("S>X>Z"));
    expect(checkFlow(bare, { form }).map((one) => one.code)).toEqual(["FLOW_INVALID", "FLOW_INVALID", "FLOW_INVALID"]);
  });
});
