import { isClean, type Issue } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { checkDefinition } from "./checkDefinition.ts";
import { checkEnvOf, publishedOf } from "./checkEnv.ts";
import { checkSubflowRevisions } from "./subflowRevisions.ts";

/** A flow judged by what the tenant has published, the revisions of its sub-flows among it. Needs `load`. */
export async function checkStoredFlow(ctx: ServerContext, definitions: DefinitionsService, tenantId: string, flow: unknown): Promise<readonly Issue[]> {
  const issues = checkDefinition("flows", flow, checkEnvOf(ctx, tenantId, publishedOf(definitions, tenantId)));
  return isClean(issues) ? [...issues, ...(await checkSubflowRevisions(definitions, tenantId, flow))] : issues;
}
