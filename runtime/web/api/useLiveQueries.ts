import { useQueryClient } from "@tanstack/react-query";
import { useStream } from "./useStream.ts";

/** Keeps cached lists in step with the live stream. Keys start with the noun: `["tasks", …]`, `["alarms", …]`. */
export function useLiveQueries(): void {
  const client = useQueryClient();
  const stale = (...nouns: string[]): void => nouns.forEach((noun) => void client.invalidateQueries({ queryKey: [noun] }));
  useStream("task", () => stale("tasks", "summary"));
  useStream("instance", () => stale("submissions", "permits", "summary"));
  useStream("alarm", () => stale("alarms", "summary"));
  useStream("notice", () => stale("notices"));
  useStream("summary", () => stale("summary"));
  useStream("resync", () => void client.invalidateQueries());
}
