import { useEffect, useReducer, useRef, useState } from "react";
import { serverNow } from "../components/useNow.ts";
import { DraftKeeper } from "./draftKeeper.ts";
import { draftWire, type OpenedDraft } from "./draftWire.ts";

/** The keeper of the draft a page fills, from what the page was opened with; the page is drawn anew when its state changes. */
export function useDraft(form: string, opened: OpenedDraft | undefined, onStored: (id: string) => void): DraftKeeper {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const told = useRef(onStored);
  useEffect(() => void (told.current = onStored), [onStored]);
  const [keeper] = useState(() => new DraftKeeper({ wire: draftWire(form), now: serverNow, onStored: ({ id }) => told.current(id), onChange: redraw }, opened));
  useEffect(() => () => keeper.close(), [keeper]);
  return keeper;
}
