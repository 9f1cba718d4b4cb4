import { blockTree, type DefDetail, type FlowDefinition, foldTree, type FormDefinition, type Issue, layoutTree, messageOf, treeCard, type TreeItem } from "@safeloop/engine";
import { api, heightWith, type RunFace, useBranchWords, useConditionWords, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import type { Edge, Node } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { canvasDrawing, type Drawing, type Places, treeDrawing } from "./canvas/canvasLayout.ts";
import { graphEdges, graphNodes, type GraphWords } from "./flowGraph.ts";
import type { WireData } from "./nodes/PlusWire.tsx";
import { candidateWords, peopleOf } from "./nodeWords.ts";
import { usePersonNames, useRoleTitles } from "./props/usePeople.ts";

/** How a flow is drawn: as the vertical tree, or left to right with things where they were put. */
export type FlowView = "tree" | "canvas";

/** The form whose fields the flow's conditions and permissions speak of: its draft where there is one. */
export function useForm(id: string): FormDefinition | undefined {
  const { data } = useQuery({ queryKey: ["forms", id, "for-flow"], queryFn: () => api.get<DefDetail<FormDefinition>>(`/forms/${encodeURIComponent(id)}`), staleTime: 30_000 });
  return data?.published ?? data?.draft ?? undefined;
}

/** Words for people, branches and problems of a flow. */
export function useGraphWords(flow: FlowDefinition, form: FormDefinition | undefined): GraphWords {
  const { t } = useTranslation("designer");
  const { locale, text } = useLocale();
  const role = useRoleTitles();
  const person = usePersonNames();
  const { fieldTitle } = useConditionWords(form);
  const branch = useBranchWords(flow, form);
  return useMemo(() => {
    const known = new Map(flow.nodes.map((node) => [node.id, node]));
    const names = { role, person, field: fieldTitle, node: (id: string) => text(known.get(id)?.title) };
    const who = (id: string): string => {
      const node = known.get(id);
      return node ? peopleOf(node).map((one) => candidateWords(one, names, t)).join(t("who.comma")) : "";
    };
    return { who, branch, problem: (issue: Issue) => messageOf(issue.code, issue.params, locale) };
  }, [flow, role, person, fieldTitle, branch, t, text, locale]);
}

/** How many steps each folded branch hides. */
function countFolded(items: readonly TreeItem[], into: Map<string, number> = new Map()): ReadonlyMap<string, number> {
  for (const item of items) {
    if (item.kind === "node") continue;
    for (const branch of item.branches) {
      if (branch.folded !== undefined) into.set(branch.enter.id, branch.folded);
      countFolded(branch.items, into);
    }
  }
  return into;
}

export interface GraphAsk {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition | undefined;
  readonly issues: readonly Issue[];
  readonly view: FlowView;
  readonly selected: string | undefined;
  readonly folded: ReadonlySet<string>;
  readonly toggle: (edgeId: string) => void;
  readonly places: Places;
  readonly wire: Pick<WireData, "isReceiving" | "insert" | "drop">;
  readonly isEditable: boolean;
  readonly run?: ((id: string) => RunFace | undefined) | undefined;
}

function drawingOf({ view, places, run }: Pick<GraphAsk, "view" | "places" | "run">, tree: readonly TreeItem[]): Drawing {
  return view === "canvas" ? canvasDrawing(tree, places) : treeDrawing(layoutTree(tree, (id) => heightWith(run?.(id), treeCard.height)));
}

/** The flow as the canvas draws it. Only what has changed is made anew: of a selection two nodes, of a run the marks. */
export function useGraph({ flow, form, issues, view, selected, folded, toggle, places, wire, isEditable, run }: GraphAsk): { readonly nodes: Node[]; readonly edges: Edge[]; readonly order: readonly string[] } {
  const words = useGraphWords(flow, form);
  const tree = useMemo(() => foldTree(blockTree(flow), folded), [flow, folded]);
  const drawing = useMemo(() => drawingOf({ view, places, run }, tree), [view, places, run, tree]);
  const drawn = useMemo(
    () => graphNodes(flow, issues, drawing, words, { folded: countFolded(tree), toggle, isDraggable: isEditable, mayConnect: isEditable && view === "canvas", ...(run ? { run } : {}) }),
    [flow, issues, drawing, words, tree, toggle, isEditable, view, run],
  );
  const nodes = useMemo(() => drawn.map((node) => (node.id === selected ? { ...node, selected: true } : node)), [drawn, selected]);
  const edges = useMemo(() => [...graphEdges(drawing, wire, isEditable ? undefined : (run ?? (() => undefined)))], [drawing, wire, isEditable, run]);
  const order = useMemo(() => withHeads(tree), [tree]);
  return { nodes, edges, order };
}

/** Ids in reading order, heads of branches among them. */
function withHeads(items: readonly TreeItem[]): readonly string[] {
  return items.flatMap((item) => (item.kind === "node" ? [item.node.id] : [item.split.id, ...item.branches.flatMap((branch) => [`branch:${branch.enter.id}`, ...withHeads(branch.items)]), ...(item.join ? [item.join.id] : [])]));
}
