import type { FlowDefinition } from "@safeloop/engine";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import type { ClipRefusal } from "../clipboard/clip.ts";
import { type ClipMenu, useClipboard } from "../clipboard/useClipboard.ts";
import { readPart, textOfPart } from "./edits/partClip.ts";
import type { FlowActs } from "./useFlowActs.ts";

/** Refusals that are worded for the fields of a form: here the clipboard holds no steps. */
const noSteps: ReadonlySet<ClipRefusal> = new Set(["notOurs", "otherKind", "version"]);

/** Steps and branches by Ctrl C, X and V and by the menu; what is not taken is said. */
export function useFlowClipboard(flow: FlowDefinition, acts: FlowActs): ClipMenu {
  const { t } = useTranslation(["flowEditor", "editing"]);
  const { message } = App.useApp();
  const say = (words: string): void => void message.info(words);
  return useClipboard({
    copy: () => {
      const part = acts.copied();
      return part && textOfPart(part);
    },
    cut: () => acts.remove(),
    paste: (text) => {
      const read = readPart(text, flow);
      if ("refused" in read) say(t(noSteps.has(read.refused) ? "paste.nothing" : `editing:paste.${read.refused}`));
      else if (!acts.paste(read.part)) say(t("paste.where"));
    },
    denied: () => say(t("editing:paste.denied")),
  });
}
