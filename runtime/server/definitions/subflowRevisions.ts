import { isObject, issue, own, type Issue } from "@safeloop/engine";
import type { DefinitionsService } from "../services.ts";

/**
 * Whether the revisions a flow starts as sub-flows are stored. The engine
 * knows a flow by its id only; a hash nobody has would leave the flow above
 * waiting for ever. An id that is not published is the engine's to tell.
 */
export async function checkSubflowRevisions(definitions: DefinitionsService, tenantId: string, flow: unknown): Promise<readonly Issue[]> {
  const nodes = isObject(flow) ? own(flow, "nodes") : undefined;
  const found = await Promise.all((Array.isArray(nodes) ? nodes : []).map((node: unknown, i) => revisionIssues(definitions, tenantId, node, `/nodes/${i}/flow/hash`)));
  return found.flat();
}

async function revisionIssues(definitions: DefinitionsService, tenantId: string, node: unknown, path: string): Promise<readonly Issue[]> {
  if (!isObject(node) || node["kind"] !== "subflow" || !isObject(node["flow"])) return [];
  const { id, hash } = node["flow"];
  if (typeof id !== "string" || typeof hash !== "string" || !definitions.published(tenantId, "flows", id)) return [];
  if ((await definitions.byHash(tenantId, "flows", hash))?.id === id) return [];
  const shown = hash.slice(0, 64);
  return [issue("FLOW_SUBFLOW", path, { node: String(node["id"]), reasonZh: `流程 ${id} 没有发布过内容为 ${shown} 的版本，请重新选择`, reasonEn: `no revision ${shown} of the flow ${id} was ever published; choose one again` })];
}
