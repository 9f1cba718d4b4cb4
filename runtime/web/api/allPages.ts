import { api, type RequestOptions } from "./client.ts";
import type { Page } from "./types.ts";

/** More rows than any list of the product shows whole; beyond it a caller must page or filter. */
const most = 5_000;

export interface AllRows<T> {
  readonly items: readonly T[];
  /** True when there is more than was read: a count of `items` is then a lower bound and must be worded so. */
  readonly cut: boolean;
}

/** Reads a list to its end, 200 rows at a time. */
export async function allPages<T>(path: string, query: RequestOptions["query"] = {}, signal?: AbortSignal): Promise<AllRows<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await api.get<Page<T>>(path, { ...query, limit: 200, ...(cursor === undefined ? {} : { cursor }) }, signal);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items, cut: cursor !== undefined };
}
