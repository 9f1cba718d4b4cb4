const atMostMs = 20;

/** Lets others be served now and then during long work; SQLite answers at once, so awaiting it alone does not. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < atMostMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
