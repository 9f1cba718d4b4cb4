import type { Life, FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { approval, directoryOf, edges, end, flow, people, start, textForm } from "./plant.testkit.ts";

const t = (text: string) => ({ zh: text, en: text });

export const plantPeople = directoryOf({ me: {}, head: {}, leader: {}, guardian: {}, tester: {}, admin: {} });

/** A small hot-work form: when gas was sampled, what was found, how long the break may be, what is left to restore. */
export const hotWorkForm: FormDefinition = {
  ...textForm([]),
  schema: {
    type: "object",
    properties: {
      point: { type: "string", "x-id": "point", "x-title": t("point") },
      gasAt: { type: "string", format: "date-time", "x-id": "gasAt", "x-title": t("gas sampled at") },
      lel: { type: "number", "x-id": "lel", "x-title": t("%LEL") },
      breakMin: { type: "number", "x-id": "breakMin", "x-title": t("break limit, minutes") },
      restored: { type: "boolean", "x-id": "restored", "x-title": t("site restored") },
    },
  },
  ui: { sections: [{ id: "apply", title: t("apply"), fields: ["point", "breakMin"] }, { id: "gas", title: t("gas"), fields: ["gasAt", "lel"] }, { id: "close", title: t("close"), fields: ["restored"] }] },
  logic: [
    { id: "C-08", target: "gasAt", effect: "check", on: "named", gate: "entry", expr: { "<=": [{ minutesBetween: [{ var: "gasAt" }, { var: "ctx.now" }] }, { limit: ["sample-age"] }] }, message: t("gas sample too old") },
    { id: "C-09", target: "lel", effect: "check", on: "named", gate: "start", expr: { "<=": [{ var: "lel" }, 10] }, message: t("too much gas") },
    { id: "C-31", target: "gasAt", effect: "check", on: "named", expr: { "<=": [{ var: "ctx.instance.breakMin" }, { var: "breakMin" }] }, message: t("break too long") },
    { id: "R-01", target: "restored", effect: "check", on: "named", expr: { "===": [{ var: "restored" }, true] }, message: t("not restored") },
  ],
  limits: { "sample-age": { value: 30, unit: "min", sourceStd: "GB 30871", edition: "2022", clause: "5.3.1", confidence: "read" } },
};

/** Catalogue 4 as data: validity from the start, a break clock, a gas record every two hours. */
export const hotWorkLife: Life = {
  initial: "approved",
  states: [
    { id: "approved", title: t("approved"), tone: "waiting", timers: [{ id: "notStarted", after: "P1D", from: "enter", whileIn: ["approved"], fires: "expire" }] },
    {
      id: "active", title: t("active"), tone: "live",
      timers: [{ id: "validity", after: "PT8H", from: { event: "start" }, whileIn: ["active", "suspended"], fires: "expire", remindBefore: ["PT60M", "PT15M"] }],
      tasks: [{ id: "gasRecord", title: t("gas record"), candidates: people("tester"), form: { sections: ["gas"] }, every: "PT2H", due: { after: "PT15M", remindAt: [33], onOver: "remind" }, onOver: "recordMissed" }],
    },
    { id: "suspended", title: t("suspended"), tone: "stopped", timers: [{ id: "break", after: { field: "breakMin" }, from: "enter", whileIn: ["suspended"], fires: "breakOver" }] },
    { id: "finished", title: t("finished"), tone: "waiting" },
    { id: "closed", title: t("closed"), tone: "done", final: true },
    { id: "expired", title: t("expired"), tone: "void", final: true },
    { id: "revoked", title: t("revoked"), tone: "void", final: true },
  ],
  events: [
    { id: "start", title: t("start"), from: ["approved"], to: "active", by: people("leader"), checks: ["C-08", "C-09"], form: { sections: ["gas"] } },
    { id: "pause", title: t("pause"), from: ["active"], to: "suspended", by: people("leader", "guardian"), reason: "required" },
    { id: "gasAlarm", title: t("gas alarm"), from: ["active"], to: "suspended", by: "interlock", interlock: { causes: ["gas-alarm", "weather"], areaField: "point" } },
    { id: "recordMissed", title: t("record missed"), from: ["active"], to: "suspended", by: "timer" },
    { id: "breakOver", title: t("break over"), from: ["suspended"], to: "suspended", by: "timer" },
    { id: "resume", title: t("resume"), from: ["suspended"], to: "active", by: people("leader"), checks: ["C-08", "C-09", "C-31"], form: { sections: ["gas"] } },
    { id: "finish", title: t("finish"), from: ["active", "suspended"], to: "finished", by: people("leader") },
    { id: "accept", title: t("accept"), from: ["finished"], to: "closed", by: people("head"), checks: ["R-01"], form: { sections: ["close"] } },
    { id: "expire", title: t("expire"), from: ["approved", "active", "suspended"], to: "expired", by: "timer" },
    { id: "revoke", title: t("revoke"), from: ["approved", "active", "suspended"], to: "revoked", by: people("guardian", "head"), reason: "required" },
  ],
};

/** The permit: one approval on site, then its life. */
export const hotWork: FlowDefinition = flow(
  [start("S", { fields: { "*": "edit" } }), approval("H", ["head"], { selfApproval: "forbid", checks: ["C-09"] }), end()],
  edges("S>H>Z"),
  { settings: { permit: true }, life: hotWorkLife },
);
