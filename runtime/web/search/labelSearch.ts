import { isFound } from "@safeloop/engine";
import { spellingNow } from "./spelling.ts";

/** What `showSearch` of every Select takes: options are found by their label, its readings and initials. */
export const labelSearch: { readonly optionFilterProp: "label"; readonly filterOption: (typed: string, option?: { readonly label?: unknown }) => boolean } = {
  optionFilterProp: "label",
  filterOption: (typed, option) => typeof option?.label === "string" && isFound([option.label], typed, spellingNow()),
};

/** The same for a tree of titles. */
export const titleSearch = {
  treeNodeFilterProp: "title",
  filterTreeNode: (typed: string, node: { readonly title?: unknown }): boolean => typeof node.title === "string" && isFound([node.title], typed, spellingNow()),
} as const;
