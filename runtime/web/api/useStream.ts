import { useEffect, useRef, useSyncExternalStore } from "react";
import { type Connection, stream, type StreamEvent } from "./stream.ts";

/** Runs `handler` for each live event of this kind while the component is shown. */
export function useStream<T>(event: StreamEvent, handler: (data: T) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => stream.on(event, (data) => latest.current(data as T)), [event]);
}

/** Asks for live `reading` events of these tags while the component is shown. */
export function useWatchedTags(tagIds: readonly string[]): void {
  const joined = tagIds.join(",");
  useEffect(() => (joined === "" ? undefined : stream.watch(joined.split(","))), [joined]);
}

/** How the live connection stands; re-renders on change. */
export function useConnection(): Connection {
  return useSyncExternalStore(stream.onConnection, stream.connection);
}
