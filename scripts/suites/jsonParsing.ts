import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { filesBelow } from "./files.ts";
import { freeTextForm, startSuiteServer } from "./suiteServer.ts";
import type { Suite } from "./suite.ts";

/** What an answer means: 400 says "no JSON", 200 and 422 say "JSON". Anything else is neither. */
function verdictOf(status: number): "accepted" | "rejected" | undefined {
  if (status === 400) return "rejected";
  return status === 200 || status === 422 ? "accepted" : undefined;
}

const wanted: { readonly [prefix: string]: "accepted" | "rejected" } = { y_: "accepted", n_: "rejected" };

/** The parsing tests, each file sent as it is, over HTTP: `y_` must be accepted, `n_` rejected, `i_` answered at all. */
export const jsonParsing: Suite = {
  name: "json-parsing",
  async run(folder) {
    const failures: string[] = [];
    const free = { accepted: 0, rejected: 0 };
    let passed = 0;
    const server = await startSuiteServer();
    try {
      for (const file of filesBelow(folder, ".json").filter((one) => /^[yni]_/.test(basename(one)))) {
        const { status } = await server.request("POST", `/forms/${freeTextForm.id}/validate`, readFileSync(join(folder, file)));
        const verdict = verdictOf(status);
        const want = wanted[basename(file).slice(0, 2)];
        if (verdict === undefined || (want !== undefined && verdict !== want)) failures.push(`${file}: answered ${status}, wanted ${want ?? "an answer"}`);
        else passed += 1;
        if (want === undefined && verdict !== undefined) free[verdict] += 1;
      }
    } finally {
      await server.close();
    }
    return { passed, failures, figures: [`left to the parser: ${free.accepted} accepted, ${free.rejected} rejected`] };
  },
};
