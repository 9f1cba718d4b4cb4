import type { FlowDefinition, InstanceView } from "@safeloop/engine";
import type { Choice } from "../../forms/services/formServices.ts";
import { askedPeople } from "../../inbox/seats.ts";

const everybodys = ["cc", "withdraw", "cancel"] as const;
const admins = ["suspend", "resume", "jump", "terminate"] as const;
export type MenuCommand = (typeof everybodys)[number] | (typeof admins)[number];

/** Commands refused without a reason. */
export const reasoned: ReadonlySet<MenuCommand> = new Set(["cancel", "suspend", "terminate"]);
/** Commands that cannot be undone. */
export const dangerous: ReadonlySet<MenuCommand> = new Set(["cancel", "terminate"]);

export interface MenuGroup { readonly key: "all" | "admin"; readonly commands: readonly MenuCommand[] }

/** What may be done with the whole instance; a jump only where there is a step to jump from. Groups without a command are left out. */
export function menuOf(instance: InstanceView): readonly MenuGroup[] {
  const may = (command: MenuCommand): boolean => instance.mayAct[command]?.allowed === true && (command !== "jump" || jumpsFrom(instance).length > 0);
  const groups: readonly MenuGroup[] = [{ key: "all", commands: everybodys.filter(may) }, { key: "admin", commands: admins.filter(may) }];
  return groups.filter((group) => group.commands.length > 0);
}

/** A place the flow stands at, to be moved from. */
export interface JumpFrom {
  readonly visit: string;
  readonly node: InstanceView["tasks"][number]["node"];
  readonly people: readonly Choice[];
}

/** The steps the flow stands at, waits and sub-flows among them. */
export function jumpsFrom({ tasks, open }: Pick<InstanceView, "tasks" | "open">): readonly JumpFrom[] {
  return open.map(({ visit, node }) => ({ visit, node, people: askedPeople(tasks.filter((one) => one.visit === visit)).map((person) => ({ id: person.id, title: person.name })) }));
}

/** The steps a jump may name, in the order they are drawn: those where people act. Which of them is legal from here, the server judges. */
export function jumpTargets(flow: FlowDefinition | null | undefined): FlowDefinition["nodes"] {
  return (flow?.nodes ?? []).filter((node) => node.kind === "start" || node.kind === "fill" || node.kind === "approval");
}
