/** The worker thread: one task after the other, on a connection of its own that only reads. */
import { Refusal } from "@safeloop/engine";
import { parentPort, workerData } from "node:worker_threads";
import { loadCalendars } from "../calendars/calendars.ts";
import { usePlatformHash } from "../platformHash.ts";
import { generateLogic } from "../shapes/shapes.ts";
import { openStore } from "../storage/openStore.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { tasks, type Task } from "./tasks.ts";

const { place, config } = workerData as WorkerStart;
generateLogic();
usePlatformHash();
const store = await openStore(place);
const calendars = loadCalendars(config).byId;
const cancelled = new Set<number>();
const port = parentPort!;
let last: Promise<void> = Promise.resolve();

async function answerTo({ id, task, ask }: Extract<ToWorker, { task: unknown }>): Promise<FromWorker> {
  try {
    return { id, answer: await (tasks[task] as Task<unknown, unknown>)({ store, calendars, isCancelled: () => cancelled.has(id) }, ask) };
  } catch (error) {
    if (error instanceof Refusal) return { id, refusal: { code: error.code, params: error.params, issues: error.issues } };
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on("message", (message: ToWorker) => {
  if (message !== "close" && "cancel" in message) return void cancelled.add(message.cancel);
  last = last.then(async () => {
    if (message !== "close") {
      port.postMessage(await answerTo(message));
      return void cancelled.delete(message.id);
    }
    await store.close();
    port.close();
  });
});
