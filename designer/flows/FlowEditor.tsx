import type { DefDetail, FlowDefinition, Issue } from "@safeloop/engine";
import { ReactFlowProvider } from "@xyflow/react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EditorFrame } from "../app/EditorFrame.tsx";
import { go, usePlace } from "../app/place.ts";
import { useDraft } from "../app/useDraft.ts";
import { type Thing, thingsOfFlow } from "../palette/things.ts";
import { useThingWords } from "../palette/useThingWords.ts";
import { placeOfIssue, selectionOfPlace } from "../problems/place.ts";
import { VersionsPane } from "../versions/VersionsPane.tsx";
import { DesignPane } from "./DesignPane.tsx";
import { CasesNote } from "./simulate/CasesNote.tsx";
import { SimulatePane } from "./simulate/SimulatePane.tsx";
import { isTyping } from "./useFlowKeys.ts";
import type { FlowView } from "./useGraph.ts";

/** T opens the simulation and leaves it again. */
function useSimulateKey(id: string): void {
  const { tab } = usePlace();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      go({ kind: "flows", id, tab: tab === "simulate" ? "design" : "simulate" });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [id, tab]);
}

/** Branches drawn without their steps. */
function useFolded(): { readonly folded: ReadonlySet<string>; readonly toggle: (edgeId: string) => void } {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((edgeId: string) => setFolded((before) => (before.has(edgeId) ? new Set([...before].filter((one) => one !== edgeId)) : new Set([...before, edgeId]))), []);
  return { folded, toggle };
}

/** A flow to edit, to try out, and to compare with what was published. */
export default function FlowEditor({ id, stored }: { readonly id: string; readonly stored: DefDetail<FlowDefinition> }): ReactNode {
  const { t } = useTranslation("designer");
  const draft = useDraft("flows", id, stored);
  const [selected, select] = useState<string | undefined>();
  const [view, setView] = useState<FlowView>("tree");
  const fold = useFolded();
  useSimulateKey(id);
  const { definition: flow } = draft;
  const jump = (issue: Issue): void => {
    go({ kind: "flows", id });
    select(selectionOfPlace(placeOfIssue("flows", flow, issue)));
  };
  const words = useThingWords();
  const things = useMemo(() => thingsOfFlow(flow, words), [flow, words]);
  const show = ({ place }: Thing): void => {
    go({ kind: "flows", id });
    select(selectionOfPlace(place));
  };
  const facts = t("facts.flow", { steps: flow.nodes.filter((node) => node.kind !== "join").length, branches: flow.edges.filter((edge) => edge.when !== undefined || edge.default).length });
  const pane = (tab: string): ReactNode => {
    if (tab === "versions") return <VersionsPane kind="flows" id={id} draft={draft} />;
    const shared = { draft, view, setView, ...fold };
    return <ReactFlowProvider key={tab}>{tab === "simulate" ? <SimulatePane {...shared} /> : <DesignPane {...shared} selected={selected} select={select} />}</ReactFlowProvider>;
  };
  return (
    <EditorFrame kind="flows" id={id} draft={draft} tabs={["design", "simulate", "versions"]} facts={facts} onJump={jump} things={things} onThing={show} publishNote={<CasesNote flow={flow} />}>
      {pane}
    </EditorFrame>
  );
}
