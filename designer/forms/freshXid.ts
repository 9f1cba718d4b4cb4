const letters = 8;

/**
 * An x-id nobody had: answers are stored under it for years, so that of a
 * deleted field must not come again for another one.
 */
export function freshXid(kind: string): string {
  const random = crypto.getRandomValues(new Uint8Array(letters));
  return `f-${kind}-${[...random].map((byte) => (byte % 36).toString(36)).join("")}`;
}
