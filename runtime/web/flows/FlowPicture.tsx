import { blockTree, type FlowDefinition, layoutTree, treeCard, type TreePlaced, type TreeWire } from "@safeloop/engine";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useLocale } from "../i18n/useLocale.ts";
import { BranchHead, type RunFace, SplitPill, StepCard } from "./FlowCards.tsx";
import { heightWith } from "./runFaces.ts";
import type { BranchWords } from "./useBranchWords.ts";

export interface FlowPictureProps {
  readonly flow: FlowDefinition;
  readonly label: string;
  /** How each thing of the drawing stands, by node id and `branch:<edge id>`. */
  readonly face: (id: string) => RunFace | undefined;
  readonly branch: (edgeId: string) => BranchWords;
  /** What a card says that is still to come. */
  readonly plan: (nodeId: string) => string;
  readonly zoom?: number;
}

const widthOf = (placed: TreePlaced): number => (placed.kind === "node" || placed.kind === "branch" ? treeCard.width : 180);

/** Down, across close to the split or join it belongs to, and down again: lines never pass behind a card. */
function pathOf(from: TreePlaced, to: TreePlaced): string {
  const [start, end] = [from.y + from.height, to.y];
  return from.x === to.x ? `M${from.x} ${start}V${end}` : `M${from.x} ${start}V${to.kind === "branch" ? start + 24 : end - 24}H${to.x}V${end}`;
}

/** A line is walked where what it leads to was, and where it leads to a join, what it comes from. */
function wireMark(wire: TreeWire, face: FlowPictureProps["face"]): string {
  const [from, to] = [face(wire.from)?.mark ?? "ahead", face(wire.to)?.mark ?? "ahead"];
  if (from === "skipped" || to === "skipped") return "is-skipped";
  return (from === "done" || from === "bad") && to !== "ahead" ? "is-done" : "";
}

/** The vertical tree of a flow with a run upon it, in plain HTML and SVG. Twin lists say the same for those who do not see it. */
export function FlowPicture({ flow, label, face, branch, plan, zoom = 1 }: FlowPictureProps): ReactNode {
  const { text } = useLocale();
  const tree = useMemo(() => blockTree(flow), [flow]);
  const layout = layoutTree(tree, (id) => heightWith(face(id), treeCard.height));
  const placed = new Map(layout.placed.map((one) => [one.id, one]));
  const place = useRef<HTMLDivElement>(null);
  const at = placed.get([...placed.keys()].find((id) => face(id)?.mark === "now" || face(id)?.mark === "stuck") ?? "") ?? layout.placed[0];
  const [x, y] = [at?.x ?? 0, at?.y ?? 0];
  useEffect(() => {
    // Opens where the run stands: in the middle, with what led there above it.
    place.current?.scrollTo({ left: x * zoom - place.current.clientWidth / 2 + 16, top: y * zoom - place.current.clientHeight / 2 });
  }, [x, y, zoom]);
  const wire = (one: TreeWire): ReactNode => {
    const [from, to] = [placed.get(one.from), placed.get(one.to)];
    return from && to && <path key={`${one.from}>${one.to}`} d={pathOf(from, to)} className={wireMark(one, face)} />;
  };
  const thing = (one: TreePlaced): ReactNode => {
    const run = face(one.id);
    if (one.kind === "branch") return <BranchHead {...branch(one.id.slice("branch:".length))} id={one.id} run={run} />;
    const node = flow.nodes.find((each) => each.id === one.id);
    if (!node) return null;
    if (one.kind !== "node") return <SplitPill id={one.id} title={text(node.title)} run={run} />;
    return <StepCard id={one.id} kind={node.kind} title={text(node.title)} line={plan(one.id)} run={run?.mark === "ahead" ? { ...run, line: plan(one.id) } : run} />;
  };
  return (
    <div ref={place} className="sl-flow-picture" role="img" aria-label={label} tabIndex={0}>
      <div className="sl-flow-sheet" style={{ width: layout.width * zoom, height: (layout.height - treeCard.gapY) * zoom }}>
        <div style={{ transform: `scale(${zoom})`, transformOrigin: "0 0", position: "absolute", width: layout.width, height: layout.height }}>
          <svg className="sl-flow-lines" width={layout.width} height={layout.height} aria-hidden="true">{layout.wires.map(wire)}</svg>
          {layout.placed.map((one) => <div key={one.id} className="sl-flow-place" style={{ transform: `translate(${one.x - widthOf(one) / 2}px, ${one.y}px)` }}>{thing(one)}</div>)}
        </div>
      </div>
    </div>
  );
}
