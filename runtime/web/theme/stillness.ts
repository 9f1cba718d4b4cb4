const asked = "(prefers-reduced-motion: reduce)";

/** True where the reader wants nothing to move. */
export function isStill(): boolean {
  return matchMedia(asked).matches;
}

export function onStill(listener: () => void): () => void {
  const query = matchMedia(asked);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
