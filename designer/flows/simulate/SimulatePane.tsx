import type { FlowDefinition, FormDefinition, RunPath } from "@safeloop/engine";
import { ErrorCard, faceOf, Loading, type RunFace, useBranchWords, useConditionWords, useLocale } from "@safeloop/web";
import { Alert } from "antd";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { go } from "../../app/place.ts";
import type { Draft } from "../../app/useDraft.ts";
import { FlowCanvas, useReveal } from "../canvas/FlowCanvas.tsx";
import { usePlaces } from "../canvas/usePlaces.ts";
import { ViewBar } from "../canvas/ViewBar.tsx";
import { isTyping } from "../useFlowKeys.ts";
import { type FlowView, useForm, useGraph } from "../useGraph.ts";
import { nextAct, retryAct } from "./actsOf.ts";
import { BranchChooser } from "./BranchChooser.tsx";
import { DecisionCard } from "./DecisionCard.tsx";
import { logEntries } from "./logEntries.ts";
import { PlayBar } from "./PlayBar.tsx";
import "./simulate.css";
import { SimulateBanner } from "./SimulateBanner.tsx";
import { SimulateSide } from "./SimulateSide.tsx";
import { simulatedPath } from "./simulatedPath.ts";
import { usePlaying } from "./usePlaying.ts";
import { type Sample, useSample } from "./useSample.ts";
import { type SimulationState, useSimulation } from "./useSimulation.ts";

export interface SimulateProps {
  readonly draft: Draft<FlowDefinition>;
  readonly view: FlowView;
  readonly setView: (view: FlowView) => void;
  readonly folded: ReadonlySet<string>;
  readonly toggle: (edgeId: string) => void;
}

interface RunningProps extends SimulateProps {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly sample: Sample;
}

const wire = { isReceiving: false, insert: () => undefined, drop: () => undefined };
const noIssues = [] as const;

/** The run on the drawing: marks of every thing, and what is stuck, in words. */
function useFaces(flow: FlowDefinition, form: FormDefinition, run: SimulationState) {
  const { t } = useTranslation("simulate");
  const { text } = useLocale();
  const branch = useBranchWords(flow, form);
  const { fieldTitle } = useConditionWords(form);
  const { sim } = run;
  const path = useMemo((): RunPath | undefined => sim && simulatedPath(flow, sim), [flow, sim]);
  const now = sim ? Date.parse(sim.now) : 0;
  const faces = useMemo(() => new Map([...(path?.marks ?? [])].map(([id, mark]) => [id, faceOf(mark, { t, now, branch })])), [path, t, now, branch]);
  const face = useMemo(() => (id: string): RunFace | undefined => faces.get(id), [faces]);
  const entries = useMemo(() => (sim ? logEntries(flow, sim, { t, text, branch, field: fieldTitle }) : []), [flow, sim, t, text, branch, fieldTitle]);
  const stuck = flow.nodes.flatMap((node) => (faces.get(node.id)?.mark === "stuck" ? [{ title: text(node.title), why: faces.get(node.id)?.line ?? "" }] : []));
  return { face, faces, entries, stuck, branch };
}

/** One step on: what comes next by itself, or after a refusal for want of answers the same with them. Undefined where neither is. */
function useStep(flow: FlowDefinition, form: FormDefinition, { sim, acts, act, instead, isBusy }: SimulationState): (() => void) | undefined {
  const { t } = useTranslation("simulate");
  return useMemo(() => {
    if (!sim || isBusy) return undefined;
    const stage = { flow, form, sim, said: t("said") };
    if (sim.log[sim.log.length - 1]?.accepted === false) {
      const again = retryAct(stage, acts[acts.length - 1]);
      return again && (() => instead(again));
    }
    const next = nextAct(stage);
    return next && (() => act(next));
  }, [flow, form, sim, acts, act, instead, isBusy, t]);
}

interface KeyActs {
  readonly play: () => void;
  readonly reset: () => void;
  readonly log: () => void;
}

/** Space plays and pauses, R begins again, L shows and hides the log. */
function useSimulationKeys({ play, reset, log }: KeyActs): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === " " && !(event.target instanceof HTMLElement && event.target.matches("button, a, [role=radio], label"))) play();
      else if (event.key.toLowerCase() === "r") reset();
      else if (event.key.toLowerCase() === "l") log();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [play, reset, log]);
}

function Running({ flow, form, sample, view, setView, folded, toggle }: RunningProps): ReactNode {
  const { t } = useTranslation("simulate");
  const [selected, select] = useState<string | undefined>();
  const [hasLog, setHasLog] = useState(true);
  const run = useSimulation(flow, { data: sample.data, source: sample.isFromPack ? "sample" : "empty", initiator: sample.initiator });
  const { sim, act } = run;
  const { face, faces, entries, stuck, branch } = useFaces(flow, form, run);
  const { places } = usePlaces(flow.id);
  const graph = useGraph({ flow, form, issues: noIssues, view, selected, folded, toggle, places, wire, isEditable: false, run: face });
  const reveal = useReveal();
  const step = useStep(flow, form, run);
  const playing = usePlaying(step, run.isBusy);
  const reset = (): void => { playing.stop(); run.reset(); };
  useSimulationKeys({ play: playing.toggle, reset, log: () => setHasLog(!hasLog) });
  const show = (id: string | undefined): void => { select(id); if (id !== undefined) reveal(id); };
  const hasTimer = sim?.suggestions.outside.some((one) => one.type === "advance") === true;
  const edgeId = selected?.startsWith("branch:") ? selected.slice("branch:".length) : undefined;
  const marks = flow.nodes.filter((node) => !["join", "exclusive", "parallel", "inclusive"].includes(node.kind)).map((node) => faces.get(node.id)?.mark);
  const [walked, skipped] = [marks.filter((mark) => mark === "done" || mark === "bad").length, marks.filter((mark) => mark === "skipped").length];
  return (
    <div className="dz-sim">
      <SimulateBanner form={form} run={run} sample={sample.isFromPack ? sample.data : {}} onEnd={() => go({ kind: "flows", id: flow.id, tab: "design" })} />
      <div className="dz-sim-panes">
        <FlowCanvas graph={graph} view={view} onSelect={select} isEditable={false}>
          <ViewBar view={view} setView={setView} />
          {run.fault !== null && run.fault !== undefined && <div className="dz-sim-fault"><ErrorCard fault={run.fault} what={t("fault")} onRetry={run.reset} /></div>}
          {sim && <div className="dz-sim-over">
            {edgeId !== undefined && <BranchChooser flow={flow} form={form} edgeId={edgeId} branch={branch(edgeId)} data={sim.data} act={act} isOver={sim.outcome !== undefined} />}
            <DecisionCard flow={flow} form={form} sim={sim} stuck={stuck} act={act} />
          </div>}
          <PlayBar isPlaying={playing.isPlaying} speed={playing.speed} setSpeed={playing.setSpeed} play={playing.toggle} step={() => step?.()} undo={run.undo} reset={reset} hour={() => act({ type: "advance", ms: 3_600_000 })} toTimer={() => act({ type: "advance", toNextTimer: true })}
            mayStep={step !== undefined} mayUndo={run.acts.length > 0} hasTimer={hasTimer} isOver={sim === undefined || sim.outcome !== undefined} />
        </FlowCanvas>
        {hasLog && <SimulateSide flow={flow} run={run} entries={entries} selected={selected} onSelect={show} />}
      </div>
      <p className="dz-sim-keys"><span>{t("progress", { walked, skipped })}</span><span>{t("keys")}</span></p>
    </div>
  );
}

/** Tries the draft out on sample data: nothing is stored, sent or carried out. Editing rests meanwhile. */
export function SimulatePane(props: SimulateProps): ReactNode {
  const { t } = useTranslation("simulate");
  const { definition: flow, issues } = props.draft;
  const form = useForm(flow.form.id);
  const sample = useSample(flow, form);
  const errors = issues.filter((one) => one.severity === "error").length;
  if (errors > 0) return <Alert className="dz-sim-blocked" type="warning" showIcon title={t("blocked", { count: errors })} />;
  if (sample.error) return <ErrorCard fault={sample.error} onRetry={() => void sample.refetch()} />;
  if (!form || !sample.data) return <Loading rows={8} />;
  return <Running {...props} flow={flow} form={form} sample={sample.data} />;
}
