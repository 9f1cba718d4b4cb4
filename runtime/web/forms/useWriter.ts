import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { startTransition, useCallback, useLayoutEffect, useRef } from "react";

/** Sets one answer by its property keys; undefined takes it away. */
export type WriteField = (path: readonly string[], value: JsonValue | undefined) => void;

function withValue(data: JsonObject, [key = "", ...rest]: readonly string[], value: JsonValue | undefined): JsonObject {
  const child = data[key];
  const next = rest.length === 0 ? value : withValue(isObject(child) ? child : {}, rest, value);
  if (next !== undefined) return { ...data, [key]: next };
  const { [key]: _gone, ...others } = data;
  return others;
}

/**
 * Where the fields of a form write to. A field shows what is typed by itself
 * and at once; the form around it follows when the key press has painted.
 * `latest` holds every answer already, so whoever submits loses none.
 */
export function useWriter(data: JsonObject, change: (data: JsonObject) => void): { readonly write: WriteField; readonly latest: () => JsonObject } {
  const kept = useRef({ data, change });
  useLayoutEffect(() => {
    kept.current.data = data;
  }, [data]);
  useLayoutEffect(() => {
    kept.current.change = change;
  });
  const write = useCallback<WriteField>((path, value) => {
    const next = withValue(kept.current.data, path, value);
    kept.current.data = next;
    startTransition(() => kept.current.change(next));
  }, []);
  return { write, latest: useCallback(() => kept.current.data, []) };
}
