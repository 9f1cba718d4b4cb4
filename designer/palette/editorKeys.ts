import type { DefinitionKind } from "@safeloop/engine";
import type { KeyGroup } from "@safeloop/web";
import type { Translate } from "../i18n/translate.ts";
import { nodeActs } from "../rules/tree/nodeActs.ts";

type Rows = readonly (readonly [keys: string, word: string])[];

const every: Rows = [["Ctrl S", "save"], ["Ctrl Z", "undo"], ["Shift Ctrl Z", "redo"], ["Ctrl C / X / V", "clip"]];

const own: { readonly [kind in "forms" | "flows"]: Rows } = {
  forms: [["↑ ↓", "move"], ["Shift ↑ ↓", "range"], ["Alt ↑ ↓", "shift"], ["Ctrl A", "all"], ["Home / End", "ends"], ["Enter / F2", "edit"], ["Ctrl D", "duplicate"], ["Del", "remove"], ["/", "find"], ["Esc", "leave"]],
  flows: [["↑ ↓ ← →", "move"], ["Alt + ↑ ↓ ← →", "shift"], ["A / +", "add"], ["Enter", "edit"], ["Ctrl D", "duplicate"], ["Del", "remove"], ["Esc", "leave"], ["T", "simulate"], ["Space", "run"], ["R", "reset"], ["L", "log"]],
};

/** The keys of an editor, in words. */
export function editorKeys(kind: DefinitionKind, t: Translate): readonly KeyGroup[] {
  const shared = kind === "rules" ? every.filter(([, word]) => word !== "clip") : every;
  const rows = kind === "rules" ? nodeActs.map(({ keys, name }) => [keys, t(`rules:act.${name}`)] as const) : own[kind].map(([keys, word]) => [keys, t(`keys:${kind}.${word}`)] as const);
  return [{ title: t("keys:every.title"), rows: shared.map(([keys, word]) => [keys, t(`keys:every.${word}`)]) }, { title: t(`keys:${kind}.title`), rows }];
}
