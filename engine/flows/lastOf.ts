/** The last item that fits. (`findLast` is newer than the language level of the engine.) */
export function lastOf<T>(items: readonly T[], fits: (item: T) => boolean): T | undefined {
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i] as T;
    if (fits(item)) return item;
  }
  return undefined;
}
