import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { holidayCn } from "./holidayCn.ts";
import { jsonLogic } from "./jsonLogic.ts";
import { jsonSchema } from "./jsonSchema.ts";
import { redos } from "./redos.ts";
import { schemastore } from "./schemastore.ts";

/** Where the outside suites lie; beside the repository unless SAFELOOP_SUITES says otherwise. */
const shared = process.env["SAFELOOP_SUITES"] ?? join(import.meta.dirname, "../../../shared/suites");

describe.each([jsonLogic, jsonSchema, schemastore, redos, holidayCn])("the outside suite $name", (suite) => {
  const folder = join(shared, suite.name);
  it.skipIf(!existsSync(folder))("passes whole", async () => {
    const { passed, failures } = await suite.run(folder);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(600);
  });
  if (!existsSync(folder)) console.warn(`SKIPPED: there is no ${folder}; set SAFELOOP_SUITES to run the ${suite.name} suite`);
});
