import { TreeSelect } from "antd";
import type { ReactNode } from "react";
import { useLocale } from "../i18n/useLocale.ts";
import { type OrgBranch, orgTree } from "./orgTree.ts";
import { useOrg } from "./useOrg.ts";
import { titleSearch } from "../search/labelSearch.ts";

interface Node {
  readonly value: string;
  readonly title: string;
  readonly children: Node[];
}

/** Picks one unit of the tree. Takes `value` and `onChange` from a form item. */
export function OrgSelect({ value, onChange, label, allowClear = false, placeholder }: { readonly value?: string; readonly onChange?: (id: string) => void; readonly label: string; readonly allowClear?: boolean; readonly placeholder?: string }): ReactNode {
  const { text } = useLocale();
  const { data } = useOrg();
  const node = ({ unit, children }: OrgBranch): Node => ({ value: unit.id, title: text(unit.title), children: children.map(node) });
  return <TreeSelect aria-label={label} treeDefaultExpandAll allowClear={allowClear} showSearch={titleSearch} popupMatchSelectWidth={false} style={{ minWidth: 150 }} {...(value === undefined || value === "" ? {} : { value })} {...(placeholder ? { placeholder } : {})} onChange={(id: string | undefined) => onChange?.(id ?? "")} treeData={orgTree(data?.units ?? []).map(node)} />;
}
