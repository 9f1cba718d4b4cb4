import type { InstanceView, TaskView } from "@safeloop/engine";

/** What taking a decision back does to the flow. */
export interface Falls {
  /** The vote is reopened inside a step that still runs: nothing else changes. */
  readonly isOpenStep: boolean;
  /** Open tasks that become void. */
  readonly tasks: readonly TaskView[];
}

const votes: ReadonlySet<string> = new Set(["approve", "submit", "reject"]);

/** The number of the step in which this person decided at the task's node last. */
function seqOfVote({ node, seat }: TaskView, { history }: InstanceView, me: string): number | undefined {
  const people = new Set([me, seat.person.id]);
  return history.filter((item) => votes.has(item.command) && item.node?.id === node.id && item.by !== null && people.has(item.by.id)).at(-1)?.seq;
}

/**
 * What falls when `me` takes the decision on `task` back. The server says so
 * where it lists targets; else these are the tasks of the steps entered by
 * that very decision: once anybody has acted after it, it cannot be taken back.
 */
export function takeBackFalls(task: TaskView, instance: InstanceView, me: string): Falls {
  const isOpenStep = task.closedAt === undefined;
  if (isOpenStep) return { isOpenStep, tasks: [] };
  const open = instance.tasks.filter((one) => one.state === "open");
  const told = task.mayAct["takeBack"]?.targets?.flatMap((target) => target.supersededTasks ?? []);
  if (told !== undefined) return { isOpenStep, tasks: open.filter((one) => told.includes(one.id)) };
  const seq = seqOfVote(task, instance, me);
  const entered = new Set(instance.history.filter((item) => item.command === "enter" && item.seq === seq).map((item) => item.node?.id));
  return { isOpenStep, tasks: open.filter((one) => one.node.id !== task.node.id && entered.has(one.node.id)) };
}
