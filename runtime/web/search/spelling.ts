import { noSpelling, type Spelling } from "@safeloop/engine";
import { useEffect, useState } from "react";

let present: Spelling = noSpelling;
let asked: Promise<Spelling> | undefined;

/** The readings as far as they have come: none before. */
export function spellingNow(): Spelling {
  return present;
}

/** Fetches the readings of Chinese characters once; a fetch that failed is tried again by whoever asks next. */
export function loadSpelling(): Promise<Spelling> {
  asked ??= import("@safeloop/engine/spelling").then(({ spelling }) => (present = spelling), (fault: unknown) => {
    asked = undefined;
    throw fault;
  });
  return asked;
}

/** The readings, as soon as they are there: a page with lists to search in asks for them after it has drawn itself. */
export function useSpelling(): Spelling {
  const [spelling, setSpelling] = useState<Spelling>(() => present);
  useEffect(() => {
    // Without a network lists are still searched by what is written.
    loadSpelling().then((loaded) => setSpelling(() => loaded), () => undefined);
  }, []);
  return spelling;
}
