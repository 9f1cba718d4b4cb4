import { HolderOutlined, MoreOutlined } from "@ant-design/icons";
import { useDraggable } from "@dnd-kit/core";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Path } from "../condition/tree.ts";
import { type NodeAct, nodeActs } from "./nodeActs.ts";
import { useTree } from "./treeScope.ts";

/** The handle a part is dragged by. */
export function DragHandle({ path, words }: { readonly path: Path; readonly words: string }): ReactNode {
  const { t } = useTranslation("rules");
  const { setNodeRef, listeners, attributes } = useDraggable({ id: path.join("."), data: { path }, disabled: path.length === 0 });
  if (path.length === 0) return null;
  return <button ref={setNodeRef} type="button" className="dz-tree-handle" {...attributes} {...listeners} aria-label={t("drag", { what: words })} title={t("dragHelp")}><HolderOutlined aria-hidden /></button>;
}

/** Everything that can be done with a part, each with its key. */
export function NodeTools({ path, words }: { readonly path: Path; readonly words: string }): ReactNode {
  const { t } = useTranslation("rules");
  const tree = useTree();
  const acts = nodeActs.filter(({ mayOnRoot }) => mayOnRoot || path.length > 0);
  const run = (name: string): void => {
    const act: NodeAct | undefined = acts.find((one) => one.name === name);
    act?.run(tree, path);
  };
  return (
    <Dropdown trigger={["click"]} menu={{ items: acts.map(({ name, keys }) => ({ key: name, danger: name === "remove", label: <span className="dz-menu-line">{t(`act.${name}`)}<kbd>{keys}</kbd></span> })), onClick: ({ key }) => run(key) }}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t("actsOf", { what: words })} />
    </Dropdown>
  );
}
