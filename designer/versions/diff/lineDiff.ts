/** One line of a comparison of texts. `gap`: that many lines are the same and left out. */
export type DiffLine = { readonly is: "same" | "old" | "new"; readonly text: string; readonly old?: number; readonly new?: number } | { readonly is: "gap"; readonly count: number };

const around = 3;
/** Beyond so many differing lines the middle is shown as replaced whole: no one reads more, and the search would take long. */
const most = 1_500;

/** What differs between two texts, line by line, with some lines around it. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = steps(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const all = [...before.slice(0, head).map(() => "same" as const), ...middle, ...before.slice(before.length - tail).map(() => "same" as const)];
  return folded(numbered(all, before, after));
}

type Step = "same" | "old" | "new";

function numbered(list: readonly Step[], before: readonly string[], after: readonly string[]): readonly Exclude<DiffLine, { is: "gap" }>[] {
  let [old, next] = [0, 0];
  return list.map((is) => {
    if (is !== "new") old += 1;
    if (is !== "old") next += 1;
    return { is, text: (is === "old" ? before[old - 1] : after[next - 1]) ?? "", ...(is === "new" ? {} : { old }), ...(is === "old" ? {} : { new: next }) };
  });
}

function folded(list: readonly Exclude<DiffLine, { is: "gap" }>[]): readonly DiffLine[] {
  const near = new Set(list.flatMap((one, at) => (one.is === "same" ? [] : Array.from({ length: 2 * around + 1 }, (_, k) => at + k - around))));
  const out: DiffLine[] = [];
  list.forEach((one, at) => {
    const last = out.at(-1);
    if (near.has(at)) out.push(one);
    else if (last?.is === "gap") out[out.length - 1] = { is: "gap", count: last.count + 1 };
    else out.push({ is: "gap", count: 1 });
  });
  return out;
}

/** The shortest way from one list to the other (Myers 1986), what went before what came. */
function steps(before: readonly string[], after: readonly string[]): readonly Step[] {
  const trace = search(before, after);
  if (!trace) return [...before.map(() => "old" as const), ...after.map(() => "new" as const)];
  const out: Step[] = [];
  let [x, y] = [before.length, after.length];
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = down ? k + 1 : k - 1;
    const start = d === 0 ? 0 : (reach.get(from) ?? 0);
    while (x > (d === 0 ? 0 : down ? start : start + 1) && y > 0 && before[x - 1] === after[y - 1]) [x, y] = (out.push("same"), [x - 1, y - 1]);
    if (d === 0) break;
    out.push(down ? "new" : "old");
    [x, y] = [start, start - from];
  }
  return out.reverse();
}

/** How far each diagonal reaches after d edits, for every d; undefined when there are too many. */
function search(before: readonly string[], after: readonly string[]): readonly ReadonlyMap<number, number>[] | undefined {
  let reach = new Map<number, number>([[1, 0]]);
  const trace: ReadonlyMap<number, number>[] = [];
  for (let d = 0; d <= Math.min(most, before.length + after.length); d += 1) {
    trace.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return trace;
    }
    reach = next;
  }
  return undefined;
}
