export { startFlow } from "./startFlow.ts";
export { advanceFlow } from "./advanceFlow.ts";
export { tasksOf } from "./tasksOf.ts";
export { mayAct } from "./mayAct.ts";
export { forecast } from "./forecast.ts";
export { fieldAccess, eventFieldAccess } from "./fieldAccess.ts";
export { checkFlow, type CheckFlowOptions } from "./checkFlow.ts";
export { isSuperseded } from "./superseded.ts";
export { validUntil } from "./life/validUntil.ts";
export { lifeTimersOf, type LifeTimerView } from "./life/lifeTimersOf.ts";
export { flowCommands } from "./types.ts";
export type {
  BlockedReason, CloseReason, CommandInput, Decision, EventPermission, FlowCommand, FlowEnv, FlowInput, FlowInstance,
  FlowStep, ForecastStep, GpsFix, HistoryEntry, LifeStatus, MayAct, Permission, RegionId, Repair, ReturnTarget, Seat,
  SignatureInput, SignatureRecord, StartInput, StopCause, TaskSeatState, TaskState, Timer, TimerKind, Visit, VisitId,
} from "./types.ts";
