import { activityKinds } from "./activities.ts";
import type { ElementKind } from "./elementKind.ts";
import { eventKinds } from "./events.ts";
import { gatewayKinds } from "./gateways.ts";
import { taskKinds } from "./tasks.ts";

const kinds = new Map([...eventKinds, ...taskKinds, ...gatewayKinds, ...activityKinds].map((kind) => [kind.type, kind]));

/** The entry of a BPMN type (`bpmn:UserTask`); undefined for what no node can stand for. A new type is an entry in its file. */
export function elementKindOf(type: string): ElementKind | undefined {
  return kinds.get(type);
}
