import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import type { TestApp } from "./testApp.ts";

/** Publishes definitions over HTTP, forms before flows, as a designer would. */
export async function publishTest(app: TestApp, definitions: { readonly forms?: readonly FormDefinition[]; readonly flows?: readonly FlowDefinition[] }, as = "designer"): Promise<void> {
  for (const [kind, list] of [["forms", definitions.forms ?? []], ["flows", definitions.flows ?? []]] as const) {
    for (const definition of list) {
      const made = await app.inject(as, { method: "POST", url: `/api/v1/${kind}`, payload: { definition } });
      if (made.statusCode !== 201) throw new Error(`${kind}/${definition.id}: ${made.body}`);
      const done = await app.inject(as, { method: "POST", url: `/api/v1/${kind}/${definition.id}/publish`, payload: { reason: "test" }, headers: { "if-match": made.json<{ etag: string }>().etag } });
      if (done.statusCode !== 200) throw new Error(`${kind}/${definition.id}: ${done.body}`);
    }
  }
}
