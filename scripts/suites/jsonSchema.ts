import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { compileSchema, type Draft, type JsonValue, type SchemaRegistry } from "@safeloop/engine";
import { filesBelow, readJson } from "./files.ts";
import { metaSchemas } from "./metaSchemas.ts";
import type { Suite } from "./suite.ts";

interface Group {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

interface Tally {
  passed: number;
  failed: number;
}

/** The suite's `remotes` folder as its README serves it; nothing is fetched. */
function remotesBelow(folder: string): Map<string, JsonValue> {
  if (!existsSync(folder)) return new Map();
  return new Map(filesBelow(folder, ".json").map((file) => [`http://localhost:1234/${file.split(sep).join("/")}`, readJson(join(folder, file)) as JsonValue]));
}

const draftOf = (folder: string): Draft => (folder === "draft7" ? "draft-07" : "2020-12");

/** Optional parts are told apart by folder: `optional/format` asserts formats, the rest of `optional` is counted apart. */
function partOf(steps: readonly string[]): "required" | "optional" | "optional/format" {
  if (steps[1] !== "optional") return "required";
  return steps[2] === "format" ? "optional/format" : "optional";
}

function judge(group: Group, draft: Draft, registry: SchemaRegistry, formats: "assert" | "annotate"): (string | undefined)[] {
  const validator = compileSchema(group.schema, { draft, registry, formats });
  return group.tests.map((test) => {
    if (validator.issues.length > 0) return `${test.description}: schema refused ${JSON.stringify(validator.issues[0])}`;
    const verdict = validator.isValid(test.data);
    const listed = validator.validate(test.data).length === 0;
    if (verdict !== listed) return `${test.description}: the short and the full judgement differ`;
    return verdict === test.valid ? undefined : `${test.description}: said ${verdict ? "valid" : "invalid"}`;
  });
}

/** The JSON Schema suite: every required test counts; the optional parts are printed as figures. */
export const jsonSchema: Suite = {
  name: "json-schema",
  async run(folder) {
    const registry: SchemaRegistry = new Map([...metaSchemas(), ...remotesBelow(join(folder, "remotes"))]);
    const tallies = new Map<string, Tally>();
    const failures: string[] = [];
    let passed = 0;
    for (const file of filesBelow(join(folder, "tests"), ".json")) {
      const steps = file.split(sep);
      const part = partOf(steps);
      const tally = tallyOf(tallies, `${steps[0]} ${part}`);
      for (const group of readJson(join(folder, "tests", file)) as readonly Group[]) {
        for (const reason of judge(group, draftOf(steps[0] ?? ""), registry, part === "optional/format" ? "assert" : "annotate")) {
          if (reason === undefined) tally.passed += 1;
          else tally.failed += 1;
          if (part !== "required") continue;
          if (reason === undefined) passed += 1;
          else failures.push(`${file} ${group.description}: ${reason}`);
        }
      }
    }
    const figures = [...tallies].map(([name, tally]) => `${name}: ${tally.passed}/${tally.passed + tally.failed}`);
    return { passed, failures, figures };
  },
};

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? { passed: 0, failed: 0 };
  tallies.set(name, tally);
  return tally;
}
