import { inspectionForm, reportFlow, reportForm } from "../testDefinitions.ts";
import type { CrashClient } from "./client.ts";
import type { CrashWork, Step } from "./crashRun.ts";

interface Task {
  readonly id: string;
  readonly version: number;
  readonly form: { readonly id: string };
}

async function publish(admin: CrashClient, kind: "forms" | "flows", definition: { readonly id: string }): Promise<void> {
  const { etag } = await admin.json<{ etag: string }>("POST", `/${kind}`, { definition });
  await admin.json("POST", `/${kind}/${definition.id}/publish`, { reason: "crash test" }, { "if-match": etag });
}

/**
 * Half of the clients submit, the other half decide what was submitted: two
 * must agree, and several clients share each decider, so that decisions meet.
 * The key of a write stands in the form's first field or in the comment.
 */
export class FlowWork implements CrashWork {
  async prepare(admin: CrashClient): Promise<void> {
    await publish(admin, "forms", inspectionForm);
    await publish(admin, "forms", reportForm);
    await publish(admin, "flows", reportFlow);
  }

  login(n: number): string {
    return n % 2 === 0 ? "worker" : n % 4 === 1 ? "head-repair" : "shift";
  }

  async next(n: number, key: string, client: CrashClient): Promise<Step> {
    const task = n % 2 === 0 ? undefined : await this.#task(n, client);
    if (task) return { kind: "decide", method: "POST", path: `/tasks/${encodeURIComponent(task.id)}/commands`, body: { command: "approve", version: task.version, comment: key } };
    const form = n % 4 === 0 ? "test-inspection" : "test-report";
    return { kind: "submit", method: "POST", path: "/submissions", body: { form, data: { what: key } } };
  }

  async #task(n: number, client: CrashClient): Promise<Task | undefined> {
    const { items } = await client.json<{ items: readonly Task[] }>("GET", "/tasks?mine=true&state=open&limit=8");
    return items[Math.floor(n / 4) % Math.max(items.length, 1)];
  }
}
