import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { jsonParsing } from "./jsonParsing.ts";
import { csvRows, naughtyStrings } from "./naughtyStrings.ts";

/** Where the outside suites lie; beside the repository unless SAFELOOP_SUITES says otherwise. */
const shared = process.env["SAFELOOP_SUITES"] ?? join(import.meta.dirname, "../../../shared/suites");

describe.each([{ suite: jsonParsing, least: 300 }, { suite: naughtyStrings, least: 500 }])("the outside suite $suite.name over HTTP", ({ suite, least }) => {
  const folder = join(shared, suite.name);
  it.skipIf(!existsSync(folder))("passes whole", { timeout: 120_000 }, async () => {
    const { passed, failures } = await suite.run(folder);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(least);
  });
  if (!existsSync(folder)) console.warn(`SKIPPED: there is no ${folder}; set SAFELOOP_SUITES to run the ${suite.name} suite`);
});

test("rows of CSV come back with quotes, commas and line breaks", () => {
  expect(csvRows('a,"b ""c""","d,e"\r\n"f\r\ng",,h\r\n')).toEqual([["a", 'b "c"', "d,e"], ["f\r\ng", "", "h"]]);
});
