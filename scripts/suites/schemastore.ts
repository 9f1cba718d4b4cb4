import { existsSync } from "node:fs";
import { join } from "node:path";
import { compileSchema, type JsonObject, type JsonValue } from "@safeloop/engine";
import { ajvValidator, type FastValidator } from "@safeloop/engine/ajv";
import { filesBelow, readJson } from "./files.ts";
import type { Suite } from "./suite.ts";

interface Judges {
  readonly interpreter: (data: JsonValue) => boolean;
  readonly fast: FastValidator;
}

/** Both ways of judging, or why the schema is refused. */
function judgesOf(schema: JsonObject): Judges | string {
  const validator = compileSchema(schema, { draft: "draft-07" });
  if (validator.issues.length > 0) return JSON.stringify(validator.issues[0]);
  return { interpreter: validator.isValid, fast: ajvValidator(schema, "draft-07") };
}

function judge(judges: Judges, data: JsonValue, wanted: boolean): string | undefined {
  const [ours, fast] = [judges.interpreter(data), judges.fast(data)];
  if (ours !== wanted) return `interpreter said ${ours ? "valid" : "invalid"}`;
  return fast === wanted ? undefined : `fast path said ${fast ? "valid" : "invalid"}`;
}

/** Real schemas with instances that must pass (`valid/<name>/`) and must not (`invalid/<name>/`). */
export const schemastore: Suite = {
  name: "schemastore",
  async run(folder) {
    const failures: string[] = [];
    const counts = { schema: 0, valid: 0, invalid: 0 };
    for (const file of filesBelow(join(folder, "schemas"), ".json")) {
      const judges = judgesOf(readJson(join(folder, "schemas", file)) as JsonObject);
      if (typeof judges === "string") failures.push(`schemas/${file}: refused ${judges}`);
      else counts.schema += 1;
      for (const part of ["valid", "invalid"] as const) {
        const cases = join(folder, part, file.replace(/\.json$/, ""));
        for (const name of existsSync(cases) ? filesBelow(cases, ".json") : []) {
          const reason = typeof judges === "string" ? "schema refused" : judge(judges, readJson(join(cases, name)) as JsonValue, part === "valid");
          if (reason) failures.push(`${part}/${file}/${name}: ${reason}`);
          else counts[part] += 1;
        }
      }
    }
    const figures = [`schemas compiled ${counts.schema}, valid instances accepted ${counts.valid}, invalid instances refused ${counts.invalid}`];
    return { passed: counts.schema + counts.valid + counts.invalid, failures, figures };
  },
};
