import { type RefObject, useEffect } from "react";
import { isWall } from "../theme/mode.ts";

/** How long a wall shows one part of a list that does not fit. */
const turnMs = 10_000;

/** On a wall nobody scrolls: a list that holds more than fits shows its next part every while, and begins again. `step` pixels are one part; without it what is in sight is. */
export function useTurning(place: RefObject<HTMLElement | null>, step?: number): void {
  const isTurning = isWall();
  useEffect(() => {
    if (!isTurning) return;
    const timer = setInterval(() => {
      const at = place.current;
      if (!at || at.scrollHeight <= at.clientHeight + 1) return;
      const isLast = at.scrollTop + at.clientHeight >= at.scrollHeight - 1;
      at.scrollTo({ top: isLast ? 0 : at.scrollTop + (step || at.clientHeight) });
    }, turnMs);
    return () => clearInterval(timer);
  }, [isTurning, place, step]);
}
