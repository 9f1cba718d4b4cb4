import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workflowPatterns } from "./workflowPatterns.ts";

/** Where the outside suites lie; beside the repository unless SAFELOOP_SUITES says otherwise. */
const folder = join(process.env["SAFELOOP_SUITES"] ?? join(import.meta.dirname, "../../../shared/suites"), workflowPatterns.name);

describe("the outside suite workflow-patterns", () => {
  it.skipIf(!existsSync(folder))("has a verdict of ours on every pattern, and what is supported runs as it must", async () => {
    const { passed, failures, figures } = await workflowPatterns.run(folder);
    expect(failures).toEqual([]);
    expect(passed).toBe(43);
    expect(figures?.[0]).toBe("37 of 43 supported");
  });
  if (!existsSync(folder)) console.warn(`SKIPPED: there is no ${folder}; set SAFELOOP_SUITES to run the ${workflowPatterns.name} suite`);

  it("tells a pattern without a verdict, one named otherwise, and verdicts the list lacks", async () => {
    const made = mkdtempSync(join(tmpdir(), "patterns-"));
    writeFileSync(join(made, "patterns.tsv"), "id\tpattern\tour reading\n1\tSequence\t-\n2\tSomething Else\t-\n99\tUnheard Of\t-\n");
    const { passed, failures } = await workflowPatterns.run(made);
    rmSync(made, { recursive: true });
    expect(passed).toBe(1);
    expect(failures).toEqual(expect.arrayContaining(["2 Something Else: our 2 is Parallel Split", "99 Unheard Of: no verdict", "43 Explicit Termination: not in the list", "only 1 supported, 34 needed"]));
  });
});
