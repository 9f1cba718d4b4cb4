import { bpmnMiwg } from "./bpmnMiwg.ts";
import { holidayCn } from "./holidayCn.ts";
import { jsonLogic } from "./jsonLogic.ts";
import { jsonParsing } from "./jsonParsing.ts";
import { jsonSchema } from "./jsonSchema.ts";
import { naughtyStrings } from "./naughtyStrings.ts";
import { processLogs } from "./processLogs.ts";
import { redos } from "./redos.ts";
import { schemastore } from "./schemastore.ts";
import type { Suite } from "./suite.ts";
import { workflowPatterns } from "./workflowPatterns.ts";

/** Every suite the runner knows; a new one is a file and a line here. */
export const suites: readonly Suite[] = [jsonLogic, jsonSchema, redos, schemastore, jsonParsing, naughtyStrings, holidayCn, bpmnMiwg, workflowPatterns, processLogs];
