import { useCallback, useRef, useSyncExternalStore } from "react";
import { type FieldPlace, type FieldState, fieldStateOf, isSameState } from "./fieldState.ts";
import { useFormContext } from "./formContext.ts";

/** The state of one field; re-renders only when that changes. */
export function useFieldState(place: FieldPlace): FieldState {
  const { store, mode } = useFormContext();
  const last = useRef<FieldState>(undefined);
  const get = useCallback((): FieldState => {
    const next = fieldStateOf(store, place, mode);
    if (last.current === undefined || !isSameState(last.current, next)) last.current = next;
    return last.current;
  }, [store, place, mode]);
  return useSyncExternalStore(store.subscribe, get);
}
