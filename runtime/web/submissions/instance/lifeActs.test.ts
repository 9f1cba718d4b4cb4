import type { FlowDefinition, LifeEventView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { isDestructive, primaryEvent, stateAfter } from "./lifeActs.ts";

const title = { zh: "", en: "" };
const flow = {
  life: {
    initial: "active",
    states: [{ id: "active", title, tone: "live" }, { id: "revoked", title, tone: "void", final: true }, { id: "closed", title, tone: "done", final: true }],
    events: [{ id: "revoke", title, from: ["active"], to: "revoked", by: [] }, { id: "finish", title, from: ["active"], to: "closed", by: [] }],
  },
} as unknown as FlowDefinition;
const event = (id: string, allowed = true): LifeEventView => ({ id, title, allowed });

describe("the acts on a permit's life", () => {
  it("destroy when they lead to a void state, not when they end it well", () => {
    expect([isDestructive({ id: "revoke" }, flow), isDestructive({ id: "finish" }, flow)]).toEqual([true, false]);
    expect(stateAfter({ id: "finish" }, flow)?.id).toBe("closed");
  });
  it("have as their next step the first allowed one that destroys nothing", () => {
    expect(primaryEvent([event("revoke"), event("finish")], flow)).toBe("finish");
    expect(primaryEvent([event("revoke")], flow)).toBeUndefined();
    expect(primaryEvent([event("finish", false)], flow)).toBeUndefined();
  });
  it("have none while the flow is unknown", () => {
    expect(primaryEvent([event("revoke")], undefined)).toBeUndefined();
  });
});
