import type { OverlayOp } from "@safeloop/engine";

/** A line of the catalogue's overlay check (section 9.6): what a subsidiary tries on the hot-work permit, and what must be said. */
export interface CatalogueLine {
  readonly path: string;
  readonly ops: readonly OverlayOp[];
  /** Absent: accepted. `clause`: what the refusal must name. */
  readonly refused?: { readonly code: string; readonly clause: string };
}

const form = "form/permit-hot-work#";
const flow = "flow/permit-hot-work#";
const limit = (id: string, value: string, unit: string, op: string): OverlayOp => ({ op: "set", el: `${form}limit:${id}`, prop: "value", value: { value, unit, op } });
const approvers = `${flow}deputy-head/candidates/role`;

export const catalogueLines: readonly CatalogueLine[] = [
  { path: "validity.special 480 → 240 min", ops: [limit("validity-special", "240", "min", "<=")] },
  { path: "validity.level2 4320 → 10080 min", ops: [limit("validity-level2", "10080", "min", "<=")], refused: { code: "LOCK_LOOSER", clause: "GB 30871 2022 5.1.5" } },
  { path: "gas.limit.lelGe4 0.5 → 0.3 vol%", ops: [limit("gas-lel-ge4", "0.3", "vol%", "<=")] },
  { path: "gas.limit.lelLt4 0.2 → 0.5 vol%", ops: [limit("gas-lel-lt4", "0.5", "vol%", "<=")], refused: { code: "LOCK_LOOSER", clause: "GB 30871 2022 5.3.2" } },
  { path: "wind.ban 5 → 4", ops: [limit("wind-ban", "4", "Bft", ">=")] },
  {
    path: "approver.special deputy-head → safety-dept",
    ops: [
      { op: "remove", el: `${approvers}.deputy-head.fieldOrg.applyUnit` },
      { op: "add", el: `${approvers}.safety-dept.fieldOrg.applyUnit`, kind: "candidate", at: { parent: `${flow}deputy-head`, slot: "candidates", after: ["^"] }, props: { kind: "role", role: "safety-dept", at: "fieldOrg", field: "applyUnit" } },
    ],
    // The pack gives no clause for a step of a flow; the basis of its template is named. The catalogue's B.1 is the appendix of that standard.
    refused: { code: "LOCK_LOOSER", clause: "GB 30871—2022" },
  },
  { path: "measures.HW02 removed", ops: [{ op: "remove", el: `${form}measures/HW02` }], refused: { code: "LOCK_FIXED", clause: "★ GB 30871—2022" } },
  { path: "fields.costCentre text", ops: [{ op: "add", el: `${form}LCOST`, kind: "field", at: { parent: `${form}section:basic`, slot: "items", after: [`${form}content`] }, props: { "title.zh": "成本中心", "title.en": "Cost centre", kind: "text", "schema.type": "string", maxLength: 40, key: "costCentre" } }] },
];
