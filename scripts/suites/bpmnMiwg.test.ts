import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bpmnMiwg } from "./bpmnMiwg.ts";

/** Where the outside suites lie; beside the repository unless SAFELOOP_SUITES says otherwise. */
const folder = join(process.env["SAFELOOP_SUITES"] ?? join(import.meta.dirname, "../../../shared/suites"), bpmnMiwg.name);

describe("the outside suite bpmn-miwg", () => {
  it.skipIf(!existsSync(folder))("is read whole, accounted for and given back the same", { timeout: 60_000 }, async () => {
    const { passed, failures } = await bpmnMiwg.run(folder);
    expect(failures).toEqual([]);
    expect(passed).toBe(63);
  });
  if (!existsSync(folder)) console.warn(`SKIPPED: there is no ${folder}; set SAFELOOP_SUITES to run the ${bpmnMiwg.name} suite`);
});
