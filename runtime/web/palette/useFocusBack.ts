import { useCallback, useState } from "react";

/** What was chosen may open a dialog or select something that takes the focus; a key still held must not press what gets it back. */
const waits = 150;

/** Gives the focus back to what had it when this was shown first, unless somebody has taken it since. */
export function useFocusBack(): () => void {
  const [before] = useState(() => document.activeElement);
  return useCallback(() => {
    setTimeout(() => {
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    }, waits);
  }, [before]);
}
