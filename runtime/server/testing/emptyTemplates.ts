import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of template packs with none in it, for tests that bring their own definitions. */
export function makeEmptyTemplates(): string {
  return mkdtempSync(join(tmpdir(), "safeloop-templates-"));
}
