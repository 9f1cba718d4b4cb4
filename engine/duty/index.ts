export type { DutyException, DutyPlan, DutyShift } from "./dutyPlan.ts";
export { onDutyBy, peopleOf as dutyPeopleOf } from "./onDuty.ts";
export { checkDutyPlan } from "./checkDutyPlan.ts";
