import type { TableProps } from "antd";
import type { TagView } from "../api/types.ts";

/** How the list is sorted; without it, what has no data stands on top. */
export interface TagOrder {
  readonly by: "id" | "alarms";
  readonly descending: boolean;
}

type Sorter = Parameters<NonNullable<TableProps<TagView>["onChange"]>>[2];

/** What a click on a column's head asks for; the third click asks for nothing. */
export function orderOf(sorter: Sorter): TagOrder | undefined {
  const { columnKey, order } = Array.isArray(sorter) ? (sorter[0] ?? {}) : sorter;
  if ((columnKey !== "id" && columnKey !== "alarms") || !order) return undefined;
  return { by: columnKey, descending: order === "descend" };
}

/** The whole list in that order, before only its first rows are shown. */
export function orderTags(tags: readonly TagView[], order: TagOrder | undefined): readonly TagView[] {
  if (!order) return tags;
  const way = order.descending ? -1 : 1;
  const compare = order.by === "alarms" ? (a: TagView, b: TagView) => a.alarms - b.alarms : (a: TagView, b: TagView) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return [...tags].sort((a, b) => way * compare(a, b));
}
