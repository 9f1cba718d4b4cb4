import { type RefObject, useEffect, useRef } from "react";

/** Brings an opened part into sight: on a phone it may open below the edge. `opened` is what is open now. */
export function useIntoView(opened: string | undefined): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (opened !== undefined) ref.current?.scrollIntoView({ block: "nearest" });
  }, [opened]);
  return ref;
}
