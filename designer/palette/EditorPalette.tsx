import type { DefinitionKind, Issue } from "@safeloop/engine";
import { Palette, type PaletteEntry, ShortcutSheet, useFrameKeys, useMay, useSpelling } from "@safeloop/web";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { go, placeOf } from "../app/place.ts";
import { focusPlace } from "../problems/focusPlace.ts";
import { editorKeys } from "./editorKeys.ts";
import type { Thing } from "./things.ts";

export interface EditorPaletteProps {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly draft: { readonly issues: readonly Issue[]; readonly stack: { readonly canUndo: boolean; readonly canRedo: boolean; undo(): void; redo(): void } };
  readonly tabs: readonly string[];
  readonly things: readonly Thing[];
  /** Selects a thing, so that it is drawn; the focus follows. */
  readonly onThing: (thing: Thing) => void;
  readonly onProblems: () => void;
  readonly onPublish: () => void;
}

function useCommands({ kind, id, draft, tabs, onProblems, onPublish }: EditorPaletteProps, onShortcuts: () => void): readonly PaletteEntry[] {
  const { t } = useTranslation("keys");
  const may = useMay();
  const { stack } = draft;
  const errors = draft.issues.filter((issue) => issue.severity === "error").length;
  const command = (name: string, title: string, open: () => void, blocked?: string): PaletteEntry => ({ key: `command:${name}`, group: "command", title, open, ...(blocked === undefined ? {} : { blocked }) });
  const step = (act: "undo" | "redo", isThere: boolean): PaletteEntry => command(act, t(`designer:${act}`), () => stack[act](), isThere ? undefined : t("command.nothing", { act: t(`designer:${act}`).toLowerCase() }));
  const mayPublish = may({ forms: "form.publish", flows: "flow.publish", rules: "rule.publish" }[kind]);
  return [
    step("undo", stack.canUndo),
    step("redo", stack.canRedo),
    command("publish", t("designer:publish.open"), onPublish, mayPublish ? (errors > 0 ? t("designer:publish.blocked", { count: errors }) : undefined) : t("command.mayNot")),
    command("problems", t("command.problems"), onProblems),
    ...tabs.map((tab) => command(`tab:${tab}`, t("command.tab", { tab: t(`designer:tab.${tab}`) }), () => go({ kind, id, tab }))),
    command("back", t("command.back", { kind: t(`designer:kind.${kind}`) }), () => go({ kind })),
    command("shortcuts", t("command.shortcuts"), onShortcuts),
  ];
}

/** Another definition opens in the designer; all else is another page. */
function leave(href: string): void {
  const { pathname, search } = new URL(href, location.href);
  if (pathname.startsWith("/designer/")) go(placeOf(pathname, search));
  else location.assign(href);
}

/** Ctrl K and `?` in an editor: what every page finds, and the commands, fields, steps and limits of what is open. */
export function EditorPalette(props: EditorPaletteProps): ReactNode {
  const { kind, things, onThing } = props;
  const { t } = useTranslation("keys");
  const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
  const showSheet = useCallback(() => setOpen("sheet"), []);
  useFrameKeys(setOpen);
  useSpelling();
  const commands = useCommands(props, showSheet);
  if (open === "sheet") return <ShortcutSheet groups={editorKeys(kind, t)} onClose={() => setOpen(null)} />;
  if (open === null) return null;
  const entries = things.map(({ place, ...thing }): PaletteEntry => ({
    ...thing, key: `${place.kind}:${"id" in place ? place.id : ""}`,
    open: () => {
      onThing({ place, ...thing });
      focusPlace(place, "id" in place ? (place.kind === "limit" ? `/limits/${place.id}` : place.id) : "");
    },
  }));
  return <Palette own={[...commands, ...entries]} onClose={() => setOpen(null)} onLeave={leave} />;
}
