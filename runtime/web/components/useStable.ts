import { useRef } from "react";

/** The same object as before while its JSON is the same: keeps charts and memos from being rebuilt by equal values. For small values only. */
export function useStable<T>(value: T): T {
  const kept = useRef(value);
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
