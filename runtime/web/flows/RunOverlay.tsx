import type { FlowDefinition, FormDefinition, InstanceView } from "@safeloop/engine";
import { Button, Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import type { RunFace } from "./FlowCards.tsx";
import { FlowPicture } from "./FlowPicture.tsx";
import { instancePath } from "./instancePath.ts";
import { faceOf } from "./runFaces.ts";
import { RunList } from "./RunList.tsx";
import { useBranchWords } from "./useBranchWords.ts";
import { usePinnedFlow } from "./usePinnedFlow.ts";

/** One sentence over the picture: how far it came and where it stands. */
function useSummary(flow: FlowDefinition, faces: ReadonlyMap<string, RunFace>): string {
  const { t } = useTranslation("flows");
  const { text } = useLocale();
  const steps = flow.nodes.filter((node) => node.kind !== "join" && node.kind !== "exclusive" && node.kind !== "parallel" && node.kind !== "inclusive");
  const with_ = (mark: RunFace["mark"]) => steps.filter((node) => faces.get(node.id)?.mark === mark);
  const [now, skipped] = [[...with_("now"), ...with_("stuck")], with_("skipped").length];
  return [t("summary", { walked: with_("done").length + with_("bad").length }), skipped > 0 && t("summarySkipped", { count: skipped }), now.length > 0 && t("summaryNow", { steps: now.map((node) => text(node.title)).join(t("comma")) })].filter(Boolean).join(" · ");
}

/** Who is expected at the steps to come. */
function useForecast({ forecast }: InstanceView): (nodeId: string) => string {
  const { t } = useTranslation("flows");
  return (id) => {
    const step = forecast.find((one) => one.node.id === id);
    return step?.people.map((person) => person.name).join(t("comma")) || t("mark.ahead");
  };
}

function Drawn({ flow, instance, form }: { readonly flow: FlowDefinition; readonly instance: InstanceView; readonly form: FormDefinition }): ReactNode {
  const { t } = useTranslation("flows");
  const [view, setView] = useState<"picture" | "list">("picture");
  const [isSmall, setSmall] = useState(false);
  const now = useNow();
  const branch = useBranchWords(flow, form);
  const plan = useForecast(instance);
  const path = useMemo(() => instancePath(flow, instance), [flow, instance]);
  const faces = new Map([...path.marks].map(([id, mark]) => [id, faceOf(mark, { t, now, branch })]));
  const summary = useSummary(flow, faces);
  const face = (id: string): RunFace | undefined => faces.get(id);
  return (
    <section className="sl-flow-run">
      <div className="sl-flow-bar">
        <Segmented aria-label={t("view.label")} value={view} onChange={setView} options={(["picture", "list"] as const).map((value) => ({ value, label: t(`view.${value}`) }))} />
        <strong>{summary}</strong>
        <span className="sl-meta">{t("revision")}</span>
        {view === "picture" && <Button size="small" onClick={() => setSmall(!isSmall)}>{t(isSmall ? "full" : "fit")}</Button>}
      </div>
      {view === "picture" && <FlowPicture flow={flow} label={summary} face={face} branch={branch} plan={plan} zoom={isSmall ? 0.6 : 1} />}
      <RunList flow={flow} face={face} plan={plan} label={summary} isUnseen={view === "picture"} />
    </section>
  );
}

/** The run on the drawing of the revision it runs on: what was walked, where it stands, what was left out and why. */
export function RunOverlay({ instance, form }: { readonly instance: InstanceView; readonly form: FormDefinition }): ReactNode {
  const { t } = useTranslation("flows");
  const flow = usePinnedFlow(instance.flowId, instance.flowHash);
  if (flow.error) return <ErrorCard fault={flow.error} what={t("load")} onRetry={() => void flow.refetch()} />;
  if (flow.data === undefined) return <Loading rows={6} />;
  return flow.data === null ? <Empty title={t("gone")} /> : <Drawn flow={flow.data} instance={instance} form={form} />;
}
