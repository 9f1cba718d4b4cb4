import { combineAt, duplicateAt, indentAt, moveBy, negateAt, outdentAt, partAt, type Path, pathOf, removeAt } from "../condition/tree.ts";
import type { Condition } from "../condition/model.ts";
import { freshCompare } from "./fresh.ts";
import type { TreeScope } from "./treeScope.ts";

export interface NodeAct {
  readonly name: string;
  readonly keys: string;
  readonly mayOnRoot: boolean;
  readonly isKey: (event: Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey">) => boolean;
  readonly run: (tree: TreeScope, path: Path) => void;
}

type Change = (root: Condition, path: Path) => Condition;

/** Reshapes the tree and keeps the part selected, wherever it has gone. */
const reshaping = (change: Change) => (tree: TreeScope, path: Path): void => {
  const mine = partAt(tree.root, path);
  const next = change(tree.root, path);
  if (next !== tree.root) tree.reshape(next, (mine && pathOf(next, mine)) ?? path.slice(0, -1));
};

const alt = (key: string): NodeAct["isKey"] => (event) => event.altKey && event.key === key;
const combine = (kind: "and" | "or") => (tree: TreeScope, path: Path): void => {
  const added = freshCompare(tree.rule, tree.form);
  const next = combineAt(tree.root, path, kind, added);
  tree.reshape(next, pathOf(next, added));
};

export const nodeActs: readonly NodeAct[] = [
  { name: "up", keys: "Alt ↑", mayOnRoot: false, isKey: alt("ArrowUp"), run: reshaping((root, path) => moveBy(root, path, -1)) },
  { name: "down", keys: "Alt ↓", mayOnRoot: false, isKey: alt("ArrowDown"), run: reshaping((root, path) => moveBy(root, path, 1)) },
  { name: "indent", keys: "Alt →", mayOnRoot: false, isKey: alt("ArrowRight"), run: reshaping(indentAt) },
  { name: "outdent", keys: "Alt ←", mayOnRoot: false, isKey: alt("ArrowLeft"), run: reshaping(outdentAt) },
  { name: "negate", keys: "!", mayOnRoot: true, isKey: (event) => event.key === "!", run: reshaping(negateAt) },
  { name: "duplicate", keys: "Ctrl D", mayOnRoot: false, isKey: (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d", run: reshaping(duplicateAt) },
  { name: "and", keys: "&", mayOnRoot: true, isKey: (event) => event.key === "&", run: combine("and") },
  { name: "or", keys: "|", mayOnRoot: true, isKey: (event) => event.key === "|", run: combine("or") },
  { name: "remove", keys: "Del", mayOnRoot: false, isKey: (event) => event.key === "Delete", run: (tree, path) => tree.reshape(removeAt(tree.root, path), path.slice(0, -1)) },
];
