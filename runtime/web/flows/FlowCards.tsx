import { CheckOutlined, CloseCircleFilled, CloseOutlined, EnvironmentFilled, MinusOutlined, WarningFilled } from "@ant-design/icons";
import type { FlowNodeKind, PathMark } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { kindIcons } from "./kindIcons.tsx";
import "./flows.css";

/** How a step stands in a run, in words. */
export interface RunFace {
  readonly mark: PathMark["mark"];
  readonly no?: number;
  readonly line: string; // who, when, how long; or why not
  readonly voids: readonly string[]; // rounds that no longer count
}

const markIcons: { readonly [mark in PathMark["mark"]]?: ReactNode } = { done: <CheckOutlined />, now: <EnvironmentFilled />, stuck: <WarningFilled />, bad: <CloseOutlined />, skipped: <MinusOutlined /> };

/** Number or shape at the right of a card; the word is there for those who do not see it. */
function Mark({ run }: { readonly run: RunFace }): ReactNode {
  const { t } = useTranslation("flows");
  if (run.mark === "ahead") return null;
  const word = t(`mark.${run.mark}`);
  return <i className={`sl-flow-mark is-${run.mark}`} title={word}>{run.no ?? markIcons[run.mark]}<span className="sl-flow-unseen">{word}</span></i>;
}

function classesOf(base: string, run: RunFace | undefined, more: { readonly [name: string]: boolean | undefined }): string {
  return [base, ...(run ? [`is-run is-${run.mark}`] : []), ...Object.entries(more).filter(([, on]) => on).map(([name]) => name)].join(" ");
}

interface FaceProps {
  readonly id: string;
  readonly title: string;
  readonly isSelected?: boolean | undefined;
  readonly run?: RunFace | undefined;
  readonly children?: ReactNode; // handles, badges
}

export interface StepCardProps extends FaceProps {
  readonly kind: FlowNodeKind;
  readonly mode?: string;
  readonly line: string;
  readonly problem?: string | undefined;
}

/** One step: its kind, its name, who is meant or how it went, and what is wrong with it. */
export function StepCard({ id, kind, title, mode = "", line, problem, isSelected, run, children }: StepCardProps): ReactNode {
  return (
    <div className={classesOf("sl-flow-card", run, { "is-selected": isSelected, "is-faulty": problem !== undefined })} data-node={id} data-mark={run?.mark}>
      {problem !== undefined && <span className="sl-flow-problem" title={problem}><CloseCircleFilled /> {problem}</span>}
      <strong>{kindIcons[kind]} <span className="sl-cut" title={title}>{title}</span>{run ? <Mark run={run} /> : <small>{mode}</small>}</strong>
      <span className="sl-cut" title={run?.line ?? line}>{run?.line ?? line}</span>
      {run?.voids.map((one, at) => <s key={at} className="sl-cut sl-flow-void" title={one}>{one}</s>)}
      {children}
    </div>
  );
}

/** A split or join: a pill on the line. */
export function SplitPill({ id, title, problem, isSelected, run, children }: FaceProps & { readonly problem?: string | undefined }): ReactNode {
  const stuck = run?.mark === "stuck" ? run.line : undefined;
  return (
    <div className={classesOf("sl-flow-pill", run, { "is-selected": isSelected, "is-faulty": problem !== undefined })} data-node={id} data-mark={run?.mark} title={problem ?? stuck}>
      <span className="sl-cut">{stuck !== undefined && <WarningFilled />} {title}</span>
      {children}
    </div>
  );
}

export interface BranchHeadProps extends FaceProps {
  readonly condition: string;
  /** The whole condition, for the tooltip: the card has one line. */
  readonly hint: string;
  readonly order: string;
  readonly isDefault: boolean;
}

/** The head of a branch: what must hold for it to be taken, or why it was not. */
export function BranchHead({ id, title, condition, hint, order, isDefault, isSelected, run, children }: BranchHeadProps): ReactNode {
  const line = run?.mark === "skipped" && run.line !== "" ? run.line : condition;
  return (
    <div className={classesOf("sl-flow-branch", run, { "is-default": isDefault, "is-selected": isSelected })} data-branch={id} data-mark={run?.mark}>
      <strong><span className="sl-cut" title={title}>{title}</span>{run ? <Mark run={run} /> : <small>{order}</small>}</strong>
      <span className="sl-cut" title={run ? line : hint}>{line}</span>
      {children}
    </div>
  );
}
