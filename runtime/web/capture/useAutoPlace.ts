import { useEffect, useState } from "react";
import { locate } from "../forms/locate.ts";
import { captureState, changeDraft } from "./captureState.ts";

/** How finding the place went. */
export interface Located { readonly state: "busy" | "fixed" | "none"; readonly tookS: number }

/** Asks for the place once per report, by itself. A refusal or time-out is an answer and blocks nothing. */
export function useAutoPlace(): Located {
  const [known] = useState(() => captureState().draft.place.accuracyM !== undefined);
  const [located, setLocated] = useState<Located>({ state: known ? "fixed" : "busy", tookS: 0 });
  useEffect(() => {
    if (known) return undefined;
    let isShown = true;
    void locate().then(({ position, tookMs }) => {
      if (position !== undefined) changeDraft({ place: { ...captureState().draft.place, ...position } });
      if (isShown) setLocated({ state: position === undefined ? "none" : "fixed", tookS: Math.max(1, Math.round(tookMs / 1000)) });
    });
    return () => {
      isShown = false;
    };
  }, [known]);
  return located;
}
