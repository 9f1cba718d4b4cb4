import { join } from "node:path";
import { baseOperators, compileLogic, interpretLogic, isUnknown, jsonEqual, LogicFault, type JsonValue } from "@safeloop/engine";
import { filesBelow, readJson } from "./files.ts";
import type { Suite } from "./suite.ts";

interface Case {
  readonly description?: string;
  readonly rule: JsonValue;
  readonly data?: JsonValue;
  readonly result?: JsonValue;
  readonly error?: { readonly type: string };
}

type Outcome = { readonly result: JsonValue } | { readonly error: string };

/** Test files are lists whose members with a `rule` are cases; other JSON beside them is skipped. */
function casesOf(content: unknown): readonly Case[] {
  if (!Array.isArray(content)) return [];
  return content.filter((one): one is Case => typeof one === "object" && one !== null && "rule" in one);
}

function outcome(run: () => ReturnType<typeof interpretLogic>): Outcome {
  try {
    const result = run();
    return isUnknown(result) ? { error: "unknown" } : { result };
  } catch (error) {
    if (error instanceof LogicFault) return { error: error.type };
    throw error;
  }
}

function wanted(one: Case): Outcome {
  return one.error ? { error: one.error.type } : { result: one.result ?? null };
}

/** Both ways of running an expression must give the published result. */
export function judgeLogicCase(one: Case): string | undefined {
  const data = one.data ?? null;
  const ways = {
    compiled: outcome(() => compileLogic(one.rule, { mode: "plain", operators: baseOperators }).run(data)),
    interpreted: outcome(() => interpretLogic(one.rule, data, { mode: "plain", operators: baseOperators })),
  };
  for (const [way, got] of Object.entries(ways)) {
    if (!jsonEqual(got, wanted(one))) return `${way} gave ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted(one))}`;
  }
  return undefined;
}

/** The language-neutral JSON-Logic tables. */
export const jsonLogic: Suite = {
  name: "json-logic",
  async run(folder) {
    const failures: string[] = [];
    let passed = 0;
    for (const file of filesBelow(folder, ".json")) {
      casesOf(readJson(join(folder, file))).forEach((one, at) => {
        const reason = judgeLogicCase(one);
        if (reason) failures.push(`${file}#${at} ${one.description ?? JSON.stringify(one.rule)}: ${reason}`);
        else passed += 1;
      });
    }
    return { passed, failures };
  },
};
