/** The rows of a long list that are drawn: from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** The rows in sight and `spare` more on either side, so that the next one is there before it comes into sight and Tab finds it. */
export function rowsInView(scrollTop: number, height: number, rowHeight: number, count: number, spare = 3): RowWindow {
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight) - spare;
  const bottom = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight) + spare;
  const end = Math.min(count, Math.max(0, bottom));
  return { first: Math.max(0, Math.min(top, end)), end };
}
