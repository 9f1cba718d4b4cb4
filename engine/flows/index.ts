export { startFlow } from "./startFlow.ts";
export { advanceFlow } from "./advanceFlow.ts";
export { awaitedEvents, awaitedOnResume, type AwaitedEvent } from "./awaitedEvents.ts";
export { tasksOf } from "./tasksOf.ts";
export { mayAct } from "./mayAct.ts";
export { forecast } from "./forecast.ts";
export { fieldAccess, eventFieldAccess } from "./fieldAccess.ts";
export { checkFlow, type CheckFlowOptions } from "./checkFlow.ts";
export { deputiesOf } from "./seats/deputies.ts";
export { verifySignature } from "./seats/signature.ts";
export { shiftedBy } from "./run/timers.ts";
export { everySeat } from "./seats/seatTree.ts";
export { standsInFor } from "./standsInFor.ts";
export { machineConfig } from "./machine/machineConfig.ts";
export { isSuperseded } from "./superseded.ts";
export { validUntil } from "./life/validUntil.ts";
export { watchedForms, watchesOf, watchVerdicts, type WatchVerdict } from "./life/watches.ts";
export { lifeTimersOf, type LifeTimerView } from "./life/lifeTimersOf.ts";
export { planMigration } from "./migration/planMigration.ts";
export { migrateInstance, undoMigration } from "./migration/migrateInstance.ts";
export type {
  MigrationBackup, MigrationMapping, MigrationOptions, MigrationPlan, MigrationQuestion, MigrationReason, MigrationResult, MigrationVerdict, QuestionKind, UndoResult,
} from "./migration/types.ts";
export { FlowTally, reportLimits } from "./report/flowTally.ts";
export { traceOf } from "./report/traceOf.ts";
export type { Bottleneck, FlowReport, FlowTrace, FlowVariant, StepFigures, StepVisit } from "./report/types.ts";
export { beginSimulation } from "./simulate/beginSimulation.ts";
export { simulate, simulateAll, withoutUndone } from "./simulate/simulate.ts";
export { suggestActs } from "./simulate/suggestActs.ts";
export { toPackCase } from "./simulate/toPackCase.ts";
export { holdersAt, openNodes, paperState, pendingTasks, taskMeant, timersByName } from "./simulate/paper.ts";
export { simulationLimits } from "./simulate/limits.ts";
export type { OutsideAct, SimulatedCommand, SimulatedNotice, SimulatedStep, Simulation, SimulationAct, SimulationSetup, Standing, SuggestedAct, Suggestions } from "./simulate/types.ts";
export { type Branch as TreeBranch, blockTree, findBlock, foldTree, type Item as TreeItem, joinOf, nodeIdsIn, outOf } from "./drawing/blockTree.ts";
export { card as treeCard, layoutTree, type Placed as TreePlaced, type PlacedKind as TreeKind, type TreeLayout, type Wire as TreeWire } from "./drawing/treeLayout.ts";
export type { OpenStep, RunLine, RunOver } from "./drawing/runLines.ts";
export { type PathMark, runPath, type RunPath, type SkipReason } from "./drawing/runPath.ts";
export type { RunVisit } from "./drawing/runVisits.ts";
export { flowCommands } from "./types.ts";
export type {
  BlockedReason, Child, ChildRef, CloseReason, CommandInput, Decision, Elapsed, EventPermission, FlowCommand, FlowEnv, FlowInput, FlowInstance,
  FlowStep, ForecastStep, GpsFix, HistoryEntry, LifeStatus, MayAct, OutsideEvent, ParentRef, Permission, RegionId, Repair, ReturnTarget, Seat,
  SignatureInput, SignatureRecord, StartInput, StopCause, TaskSeatState, TaskState, Timer, TimerKind, Visit, VisitId,
} from "./types.ts";
