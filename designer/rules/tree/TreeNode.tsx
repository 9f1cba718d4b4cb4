import { PlusOutlined } from "@ant-design/icons";
import { useDroppable } from "@dnd-kit/core";
import { Button, Dropdown } from "antd";
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Condition, type Group, isGroup } from "../condition/model.ts";
import type { Path } from "../condition/tree.ts";
import { useCalendars } from "../useCalendars.ts";
import { conditionText } from "../words/ruleWords.ts";
import { placeOf } from "../words/place.ts";
import { addable, freshCompare, freshPart } from "./fresh.ts";
import { GroupHead } from "./GroupHead.tsx";
import { LeafParts } from "./LeafRow.tsx";
import { nodeActs } from "./nodeActs.ts";
import { DragHandle, NodeTools } from "./NodeTools.tsx";
import { useTree } from "./treeScope.ts";

/** Adds a part to a list: a comparison at once, other kinds from the menu. */
function AddPart({ group, path }: { readonly group: Extract<Group, { kind: "and" | "or" }>; readonly path: Path }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, form, put } = useTree();
  const [calendar] = useCalendars();
  const add = (part: Condition): void => put(path, { ...group, items: [...group.items, part] });
  return (
    <span className="dz-add">
      <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => add(freshCompare(rule, form))}>{t("add")}</Button>
      <Dropdown trigger={["click"]} menu={{ items: addable.filter((kind) => kind !== "compare").map((key) => ({ key, label: t(`addable.${key}`) })), onClick: ({ key }) => { const kind = addable.find((one) => one === key); if (kind) add(freshPart(kind, rule, form, calendar?.id)); } }}>
        <Button size="small" type="link">{t("addOther")}</Button>
      </Dropdown>
    </span>
  );
}

/** What stands before a part of a choice: if, then, else. */
function choiceLabel(at: number, count: number): "if" | "then" | "else" {
  return at === count - 1 ? "else" : at % 2 === 0 ? "if" : "then";
}

function Parts({ group, path }: { readonly group: Group; readonly path: Path }): ReactNode {
  const { t } = useTranslation("rules");
  return (
    <>
      {group.items.map((item, at) => (
        <div key={at} className="dz-tree-part">
          {group.kind === "if" && <span className="dz-choice-label">{t(`choiceLabel.${choiceLabel(at, group.items.length)}`)}</span>}
          <TreeNode condition={item} path={[...path, at]} />
        </div>
      ))}
      {(group.kind === "and" || group.kind === "or") && <AddPart group={group} path={path} />}
    </>
  );
}

/** One part of the condition, with its handle, its acts, and keys on it. */
export function TreeNode({ condition, path }: { readonly condition: Condition; readonly path: Path }): ReactNode {
  const tree = useTree();
  const words = conditionText(condition, tree.names);
  const { setNodeRef, isOver } = useDroppable({ id: `at ${path.join(".")}`, data: { path } });
  const place = placeOf(tree.root, path);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isTyping = event.target !== event.currentTarget;
    const act = nodeActs.find((one) => one.isKey(event) && (one.mayOnRoot || path.length > 0));
    if (!act || (isTyping && !event.altKey)) return;
    event.preventDefault();
    event.stopPropagation();
    act.run(tree, path);
  };
  const shared = { ref: setNodeRef, tabIndex: 0, onKeyDown, "data-place": place, "aria-label": words, className: `${isGroup(condition) ? "dz-tree-group" : "dz-tree-row"}${isOver ? " is-over" : ""}${tree.wrong.has(place) ? " is-wrong" : ""}` } as const;
  if (!isGroup(condition)) return <div role="group" {...shared}><DragHandle path={path} words={words} /><LeafParts condition={condition} put={(part, limits) => tree.put(path, part, limits)} /><NodeTools path={path} words={words} /></div>;
  return (
    <div role="group" {...shared}>
      <div className="dz-tree-head"><DragHandle path={path} words={words} /><GroupHead group={condition} path={path} /><NodeTools path={path} words={words} /></div>
      <Parts group={condition} path={path} />
    </div>
  );
}
