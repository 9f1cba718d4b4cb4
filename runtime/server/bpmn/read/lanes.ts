import { type Candidates, type FlowNode, type I18nText, type RoleId, roleIds } from "@safeloop/engine";
import { rolePermissions } from "../../people/rolePermissions.ts";
import { type Element, manyOf, oneOf, textOf } from "../xml/moddle.ts";
import { both } from "./kinds/elementKind.ts";
import type { ProcessReader } from "./readProcess.ts";

/** A lane named like a role (its id, or its title in either language) says who does the steps in it. */
export function readLanes(process: Element, reader: ProcessReader): void {
  for (const lane of lanesOf(process)) {
    const role = roleNamed(textOf(lane, "name") ?? "");
    const ports = manyOf(lane, "flowNodeRef").map((node) => reader.ports.get(node)?.in);
    const steps = reader.drawing.nodes.filter((one) => ports.includes(one.key) && !one.own && hasPeople(one.node));
    if (role === undefined || steps.length === 0) {
      reader.drawing.reasons.set(lane, hint(steps.map((one) => one.node.id)));
      continue;
    }
    for (const step of steps) step.node = { ...step.node, candidates: [{ kind: "role", role, at: "initiatorOrg" }] satisfies Candidates } as FlowNode;
    for (const step of steps) reader.drawing.mapped.push({ ...reader.named(lane), kind: "candidates", node: step.node.id });
  }
}

/** Lanes of a process, those inside lanes and sub-processes included. */
function lanesOf(container: Element): readonly Element[] {
  const within = (set: Element): readonly Element[] => manyOf(set, "lanes").flatMap((lane) => [lane, ...[oneOf(lane, "childLaneSet")].flatMap((inner) => (inner ? within(inner) : []))]);
  return [...manyOf(container, "laneSets").flatMap(within), ...manyOf(container, "flowElements").flatMap(lanesOf)];
}

function hasPeople(node: FlowNode): boolean {
  return (node.kind === "fill" || node.kind === "notify") && node.candidates.length === 0;
}

function roleNamed(name: string): RoleId | undefined {
  const plain = name.toLowerCase();
  return roleIds.find((role) => [role, rolePermissions[role].title.zh, rolePermissions[role].title.en].some((one) => one.toLowerCase() === plain));
}

function hint(steps: readonly string[]): I18nText {
  if (steps.length === 0) return both("泳道里没有须设置办理人的步骤。", "No step in this lane needs people to be set.");
  return both(`没有同名的角色；请为 ${steps.join("、")} 设置办理人。`, `No role is called so; set who does ${steps.join(", ")}.`);
}
