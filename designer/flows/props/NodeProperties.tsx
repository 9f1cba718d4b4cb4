import type { ApprovalNode, FillNode, FlowDefinition, FlowNode, FormDefinition, NotifyNode } from "@safeloop/engine";
import { StateChip, useLocale } from "@safeloop/web";
import { Button, Input, InputNumber, Select, Switch, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Edit } from "../../commands/commandStack.ts";
import { LayerBadge } from "../../layers/LayerBadge.tsx";
import { LayerSection } from "../../layers/LayerPane.tsx";
import { addBranch } from "../edits/insertNode.ts";
import { freeEdgeIds } from "../insertKind.ts";
import { removeNode } from "../edits/removeNode.ts";
import { setNode } from "../edits/setNode.ts";
import { withWord } from "../nodeWords.ts";
import { CandidatesEditor } from "./CandidatesEditor.tsx";
import { FieldAccess } from "./FieldAccess.tsx";

interface PaneProps<N extends FlowNode> {
  readonly node: N;
  readonly flow: FlowDefinition;
  readonly form: FormDefinition | undefined;
  readonly run: (edit: Edit<FlowDefinition>) => void;
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return <div className="dz-row"><span>{label}</span>{children}</div>;
}

function Who({ node, flow, form, run }: PaneProps<ApprovalNode | FillNode>): ReactNode {
  const { t } = useTranslation("designer");
  const isPermit = flow.settings.permit === true;
  return (
    <>
      <Row label={t("who.candidates")}><CandidatesEditor value={node.candidates} form={form} onChange={(candidates) => run(setNode(node.id, { candidates }, "candidates"))} /></Row>
      <Row label={t("who.exclude")}><CandidatesEditor value={node.exclude ?? []} form={form} onChange={(exclude) => run(setNode(node.id, { exclude }, "exclude"))} /></Row>
      <Row label={t("who.onNobody")}><Select aria-label={t("who.onNobody")} value={node.onNobody} onChange={(onNobody) => run(setNode(node.id, { onNobody }, "onNobody"))} options={(["toAdmin", "block", "autoReject"] as const).map((value) => ({ value, label: t(`onNobody.${value}`) }))} /></Row>
      <Row label={t("who.self")}><Select aria-label={t("who.self")} value={node.selfApproval} disabled={isPermit} title={isPermit ? t("who.selfPermit") : ""} onChange={(selfApproval) => run(setNode(node.id, { selfApproval }, "selfApproval"))} options={(["forbid", "skipToManager", "allow"] as const).map((value) => ({ value, label: t(`self.${value}`) }))} /></Row>
      <Row label={t("evidence.title")}>
        <span className="dz-switches">
          <label><Switch size="small" checked={node.evidence?.signature === true} onChange={(signature) => run(setNode(node.id, { evidence: { ...node.evidence, signature } }, "evidence"))} /> {t("evidence.signature")}</label>
          <label><Switch size="small" checked={(node.evidence?.comment ?? []).includes("approve")} onChange={(on) => run(setNode(node.id, { evidence: { ...node.evidence, comment: on ? ["approve", "reject", "return"] : ["reject", "return"] } }, "evidence"))} /> {t("evidence.comment")}</label>
        </span>
      </Row>
    </>
  );
}

function Counting({ node, run }: PaneProps<ApprovalNode>): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <>
      <Row label={t("mode.title")}><Select aria-label={t("mode.title")} value={node.mode} onChange={(mode) => run(setNode(node.id, mode === "vote" && !node.vote ? { mode, vote: { percent: 60 } } : { mode }, "mode"))} options={(["firstDecision", "anyApprove", "all", "sequence", "vote"] as const).map((value) => ({ value, label: `${t(`mode.${value}`)} — ${t(`modeHelp.${value}`)}` }))} popupMatchSelectWidth={false} /></Row>
      {node.mode === "vote" && <Row label={t("mode.percent")}><InputNumber aria-label={t("mode.percent")} min={1} max={100} value={node.vote?.percent ?? 60} suffix="%" onChange={(percent) => run(setNode(node.id, { vote: { ...node.vote, percent: percent ?? 60 } }, "vote"))} /></Row>}
      <Row label={t("reject.title")}><Select aria-label={t("reject.title")} value={node.onReject.do} onChange={(value) => run(setNode(node.id, { onReject: value === "return" ? { do: "return", to: "start" } : { do: value } }, "onReject"))} options={(["end", "return", "branch", "continue"] as const).map((value) => ({ value, label: t(`reject.${value}`) }))} /></Row>
      <Row label={t("completion.title")}><Select aria-label={t("completion.title")} value={node.completion} onChange={(completion) => run(setNode(node.id, { completion }, "completion"))} options={(["early", "collectAll"] as const).map((value) => ({ value, label: t(`completion.${value}`) }))} /></Row>
    </>
  );
}

/** Whole hours or minutes of an ISO duration such as PT8H or PT30M. */
function minutesOf(duration: string | undefined): number | null {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration ?? "");
  return match ? Number(match[1] ?? 0) * 1440 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) : null;
}

function DueEditor({ node, flow, run }: PaneProps<ApprovalNode | FillNode>): ReactNode {
  const { t } = useTranslation("designer");
  const minutes = minutesOf(node.due?.after);
  const over = typeof node.due?.onOver === "string" ? node.due.onOver : "remind";
  const set = (hours: number | null): void => {
    if (hours) return run(setNode(node.id, { due: { ...node.due, after: `PT${Math.round(hours * 60)}M`, onOver: node.due?.onOver ?? "remind" } }, "due"));
    run({ title: { zh: "取消时限", en: "Remove the deadline" }, apply: (one) => ({ ...one, nodes: one.nodes.map((each) => { if (each.id !== node.id) return each; const { due: _due, ...rest } = each as ApprovalNode; return rest; }) }) });
  };
  return (
    <>
      <Row label={t("due.after")}><InputNumber aria-label={t("due.after")} min={0} step={0.5} value={minutes === null ? null : minutes / 60} suffix={t("due.hours")} onChange={set} placeholder={t("due.none")} /></Row>
      {node.due && <Row label={t("due.over")}><Select aria-label={t("due.over")} value={over} onChange={(onOver) => run(setNode(node.id, { due: { ...node.due, onOver } }, "due"))} options={(["remind", "escalate", "transfer", "reject"] as const).map((value) => ({ value, label: t(`due.${value}`) }))} /></Row>}
      {flow.settings.permit === true && <p className="sl-meta">{t("due.permit")}</p>}
    </>
  );
}

function PersonTabs(props: PaneProps<ApprovalNode | FillNode>): ReactNode {
  const { t } = useTranslation("designer");
  const { node, form, run } = props;
  const items = [
    { key: "who", label: t("props.who"), children: <Who {...props} /> },
    ...(node.kind === "approval" ? [{ key: "how", label: t("props.how"), children: <Counting {...props} node={node} /> }] : []),
    { key: "fields", label: t("props.fields"), children: <FieldAccess value={node.fields} form={form} onChange={(fields) => run(setNode(node.id, { fields }, "fields"))} /> },
    { key: "due", label: t("props.due"), children: <DueEditor {...props} /> },
  ];
  return <Tabs size="small" tabBarGutter={16} items={items.map((item) => ({ ...item, children: <div className="dz-rows">{item.children}</div> }))} />;
}

function Notify({ node, form, run }: PaneProps<NotifyNode>): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <>
      <Row label={t("who.candidates")}><CandidatesEditor value={node.candidates} form={form} onChange={(candidates) => run(setNode(node.id, { candidates }, "candidates"))} /></Row>
      <Row label={t("notify.zh")}><Input aria-label={t("notify.zh")} value={node.message.zh} onChange={(event) => run(setNode(node.id, { message: withWord(node.message, "zh", event.target.value) }, "message"))} /></Row>
      <Row label={t("notify.en")}><Input aria-label={t("notify.en")} value={node.message.en} onChange={(event) => run(setNode(node.id, { message: withWord(node.message, "en", event.target.value) }, "message"))} /></Row>
    </>
  );
}

function Particulars(props: PaneProps<FlowNode>): ReactNode {
  const { t } = useTranslation("designer");
  const { node, flow, form, run } = props;
  if (node.kind === "approval" || node.kind === "fill") return <PersonTabs {...props} node={node} />;
  if (node.kind === "notify") return <Notify {...props} node={node} />;
  if (node.kind === "start") return <FieldAccess value={node.fields} form={form} onChange={(fields) => run(setNode(node.id, { fields }, "fields"))} />;
  if (node.kind === "act") return <pre className="dz-json">{JSON.stringify(node.act, null, 1)}</pre>;
  return (
    <>
      <p className="sl-meta">{t(`nodeHelp.${node.kind}`)}</p>
      {(node.kind === "exclusive" || node.kind === "parallel") && <Button type="dashed" block onClick={() => run(addBranch(node.id, freeEdgeIds(flow, 1)[0] ?? ""))}>{t("branch.add")}</Button>}
    </>
  );
}

/** Properties of the selected step. */
export function NodeProperties({ flow, form, selected, run }: { readonly flow: FlowDefinition; readonly form: FormDefinition | undefined; readonly selected: string; readonly run: PaneProps<FlowNode>["run"] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const node = flow.nodes.find((one) => one.id === selected);
  if (!node) return null;
  const mayGo = node.kind !== "start" && node.kind !== "end" && node.kind !== "join";
  return (
    <>
      <header><strong>{text(node.title)}</strong><StateChip>{t(`nodeKind.${node.kind}`)}</StateChip><LayerBadge id={node.id} /><code className="sl-meta">{node.id}</code></header>
      <LayerSection id={node.id} />
      <Row label={t("props.zh")}><Input aria-label={t("props.zh")} value={node.title.zh} onChange={(event) => run(setNode(node.id, { title: withWord(node.title, "zh", event.target.value) }, "title"))} /></Row>
      <Row label={t("props.en")}><Input aria-label={t("props.en")} value={node.title.en} onChange={(event) => run(setNode(node.id, { title: withWord(node.title, "en", event.target.value) }, "title"))} /></Row>
      <Particulars key={node.id} node={node} flow={flow} form={form} run={run} />
      <footer className="dz-props-foot"><Button danger disabled={!mayGo} onClick={() => run(removeNode(node.id))}>{t("flow.remove")}</Button></footer>
    </>
  );
}
