import type { Allowance, FlowDefinition, I18nText, TaskView } from "@safeloop/engine";

type Target = NonNullable<Allowance["targets"]>[number];
interface Known { readonly task: TaskView; readonly flow: FlowDefinition | null | undefined; readonly tasks: readonly TaskView[]; readonly text: (value: I18nText | string | undefined) => string }

/** A way back as people choose it. */
export interface ReturnChoice {
  readonly node: string;
  readonly title: string;
  /** Titles of the steps after the target that are asked again, in the order of the flow's walk. */
  readonly redone: readonly string[];
  /** Open tasks of others that fall, by step. Empty where their names are not known. */
  readonly falls: readonly { readonly step: string; readonly names: readonly string[] }[];
  readonly fallen: number;
}

/** The targets of a return in words, nearest first; the server lists them outermost first. */
export function returnChoices(targets: readonly Target[], { task, flow, tasks, text }: Known): readonly ReturnChoice[] {
  const titleOf = (node: string): string => text(flow?.nodes.find((one) => one.id === node)?.title ?? tasks.find((one) => one.node.id === node)?.node.title ?? node);
  return [...targets].reverse().map((target) => {
    const fallen = (target.supersededTasks ?? []).filter((id) => id !== task.id);
    const known = fallen.map((id) => tasks.find((one) => one.id === id));
    const steps = [...new Set(known.flatMap((one) => one?.node.id ?? []))];
    const falls = steps.map((step) => ({ step: titleOf(step), names: known.flatMap((one) => (one?.node.id === step ? [one.seat.person.name] : [])) }));
    return {
      node: target.node, title: text(target.title ?? titleOf(target.node)),
      redone: (target.redone ?? []).filter((node) => node !== target.node).map(titleOf),
      falls: known.includes(undefined) ? [] : falls, fallen: fallen.length,
    };
  });
}
