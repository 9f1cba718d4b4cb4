import type { DefinitionEvent, DefinitionKind, Presence } from "@safeloop/engine";
import { api, useStream } from "@safeloop/web";
import { useCallback, useEffect, useRef, useState } from "react";

/** What somebody else stored of the definition that is open here. */
export interface Theirs {
  readonly what: "published" | "saved" | "dropped";
  readonly by: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly etag: string;
  readonly revision: number | null;
}

/** How often the server hears that the definition is open here; it forgets after 30 s. */
const everyMs = 10_000;

export interface Others {
  readonly people: Presence["people"];
  readonly theirs: Theirs | undefined;
  /** Asks what is stored now; after a refusal it says whose it is. */
  readonly look: () => Promise<void>;
  /** What stood against ours is merged. */
  readonly settled: () => void;
}

/**
 * Who else has the definition open, and what they store of it: told by the live
 * stream at once, and by the answer to "still open here" should the stream be lost.
 */
export function useTheirs(kind: DefinitionKind, id: string, isOurs: (etag: string, by: string) => boolean): Others {
  const [people, setPeople] = useState<Presence["people"]>([]);
  const [theirs, setTheirs] = useState<Theirs | undefined>(undefined);
  const ours = useRef(isOurs);
  useEffect(() => {
    ours.current = isOurs;
  });
  const look = useCallback(async (): Promise<void> => {
    const { people: others, etag, last } = await api.post<Presence>(`/${kind}/${encodeURIComponent(id)}/presence`);
    setPeople(others);
    if (!ours.current(etag, last.by.id)) setTheirs({ ...last, etag });
  }, [kind, id]);
  useEffect(() => {
    const quietly = (): void => void look().catch(() => undefined); // the next beat asks again
    quietly();
    const timer = setInterval(quietly, everyMs);
    return () => {
      clearInterval(timer);
      void api.post(`/${kind}/${encodeURIComponent(id)}/presence`, { leave: true }).catch(() => undefined);
    };
  }, [kind, id, look]);
  useStream<DefinitionEvent>("definition", (event) => {
    if (event.kind !== kind || event.id !== id) return;
    if (event.what === "present") void look().catch(() => undefined);
    else if (event.etag !== undefined && !ours.current(event.etag, event.by.id)) setTheirs({ what: event.what, by: event.by, at: event.at, etag: event.etag, revision: event.revision ?? null });
  });
  const settled = useCallback(() => setTheirs(undefined), []);
  return { people, theirs, look, settled };
}
