import { tellChildren } from "./children.ts";
import { notices } from "../notices.ts";
import type { StopCause } from "../types.ts";
import { note, patch, type Run, tell } from "./run.ts";
import { pauseTimers, resumeTimers } from "./timers.ts";

/** Stops the flow for a cause. Stopping twice does not nest: causes are a set. */
export function suspendFlow(run: Run, cause: StopCause): void {
  const already = run.instance.suspended !== undefined;
  addCause(run, cause);
  if (!already) {
    patch(run, { suspended: { by: run.by, reason: cause.reason.zh, at: run.env.now } });
    pauseTimers(run);
    tellChildren(run, "suspend", cause.reason);
  }
  note(run, { command: "suspend", comment: cause.reason.zh, detail: { cause: cause.cause, causeId: cause.id } });
  tell(run, run.instance.participants.filter((person) => person !== run.by), "flow.suspended", notices.suspended(run.instance.number, cause.reason));
}

/** Lets the flow go on; the caller has made sure that no other cause holds. */
export function resumeFlow(run: Run): void {
  const { suspended: _, ...rest } = run.instance;
  run.instance = { ...rest, causes: [] };
  resumeTimers(run);
  tellChildren(run, "resume", { zh: "上级流程已恢复", en: "the flow above has resumed" });
  note(run, { command: "resume" });
  tell(run, run.instance.participants.filter((person) => person !== run.by), "flow.resumed", notices.resumed(run.instance.number));
}

/** Adds a cause; a repeated one is no second cause. */
export function addCause(run: Run, cause: StopCause): void {
  patch(run, { causes: [...run.instance.causes.filter((one) => one.id !== cause.id), cause] });
}
