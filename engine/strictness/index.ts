export { strictness } from "./strictnessOf.ts";
export type { StrictnessContext } from "./context.ts";
export type { Meet, Offer, PropAt, SlotAt, SlotChild, SlotStrictness, Strictness, Verdict } from "./strictness.ts";
export { compareExpr, maxCells, type ExprVerdict, type Witness } from "./expressions/compareExpr.ts";
export { meetExpr, type ExprMeet } from "./expressions/meetExpr.ts";
export type { ExprWorld, LimitWorth, Polarity, TermType } from "./expressions/world.ts";
export { limitRoleOf } from "./orders/limitRole.ts";
export type { Quantity } from "./quantities/quantity.ts";
export { compareVotes, mayAddSeats, mayAddWeight, type VoteSetting, type VoteVerdict } from "./approval/voteOrder.ts";
