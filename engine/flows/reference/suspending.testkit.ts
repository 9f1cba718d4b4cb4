import type { Run } from "./run.testkit.ts";
import { pauseTimers, resumeTimers } from "./timers.testkit.ts";

/** Stands where the last outside cause is over and nobody has resumed yet. */
export const overButHeld = "over";

/** Adds a cause; with the first one the clocks stop and the sync children sleep. */
export function addCause(run: Run, cause: string): void {
  const first = run.state.causes.length === 0;
  run.state.causes = [...run.state.causes.filter((one) => one !== overButHeld), cause];
  if (!first) return;
  pauseTimers(run);
  for (const child of run.state.children) if (child.sync && child.state === "running") child.state = "suspended";
}

/** Takes a cause away; true when it was the last and the instance runs again. */
export function removeCause(run: Run, cause: string): boolean {
  run.state.causes = run.state.causes.filter((one) => one !== cause && one !== overButHeld);
  if (run.state.causes.length > 0) return false;
  resumeTimers(run);
  for (const child of run.state.children) if (child.state === "suspended") child.state = "running";
  return true;
}
