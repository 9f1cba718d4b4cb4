import { messageOf, type Allowance, type FlowDefinition, type MayActView, type Permission } from "@safeloop/engine";
import type { RouteRequest } from "../context.ts";

type Locale = RouteRequest["locale"];

/** One permission with its reason in the caller's language. */
export function allowanceView(permission: Permission, locale: Locale): Allowance {
  const { allowed, code, params, targets } = permission;
  return {
    allowed,
    ...(code === undefined ? {} : { code, why: messageOf(code, params ?? {}, locale), params: { ...params } }),
    ...(targets === undefined ? {} : { targets: targets.map((one) => ({ node: one.node, title: { ...one.title }, redone: [...one.redone], supersededTasks: [...one.supersededTasks] })) }),
  };
}

/** Every command a person may, or may not, give. */
export function mayActView(commands: { readonly [command: string]: Permission }, locale: Locale): MayActView {
  return Object.fromEntries(Object.entries(commands).map(([command, permission]) => [command, allowanceView(permission, locale)]));
}

/** A node as views name it. Life tasks have no node of the flow. */
export function nodeRef(flow: FlowDefinition, id: string, fallback: { readonly zh: string; readonly en: string } = { zh: id, en: id }): { id: string; title: { zh: string; en: string }; kind: string } {
  const node = flow.nodes.find((one) => one.id === id);
  return { id, title: { ...(node?.title ?? fallback) }, kind: node?.kind ?? "life" };
}
