import { useQueryClient } from "@tanstack/react-query";
import { useStream } from "./useStream.ts";

interface OfInstance { readonly instanceId?: string }
interface Listed { readonly items: readonly OfInstance[] }

/** The tasks in what a query under `["tasks"]` holds: pages of a list, a short list, or one task. */
function tasksIn(data: unknown): readonly OfInstance[] {
  const held = (data ?? {}) as OfInstance & Partial<Listed> & { readonly pages?: readonly Listed[] };
  return held.pages?.flatMap((page) => page.items) ?? held.items ?? [held];
}

/** Keeps cached lists in step with the live stream. Keys start with the noun: `["tasks", …]`, `["alarms", …]`. */
export function useLiveQueries(): void {
  const client = useQueryClient();
  const stale = (...nouns: string[]): void => nouns.forEach((noun) => void client.invalidateQueries({ queryKey: [noun] }));
  useStream("task", () => stale("tasks", "summary"));
  useStream<{ readonly id?: string }>("instance", ({ id }) => {
    stale("submissions", "permits", "summary");
    // What may still be done with a task hangs on its flow: a decision can be taken back until somebody else acts.
    void client.invalidateQueries({ queryKey: ["tasks"], predicate: ({ state }) => id !== undefined && tasksIn(state.data).some((task) => task.instanceId === id) });
  });
  useStream("alarm", () => stale("alarms", "summary"));
  useStream("notice", () => stale("notices"));
  useStream("summary", () => stale("summary"));
  useStream("resync", () => void client.invalidateQueries());
}
