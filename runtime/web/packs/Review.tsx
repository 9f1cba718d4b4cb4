import { CheckCircleOutlined, ExperimentOutlined, InfoCircleOutlined, LockOutlined, QuestionCircleOutlined, SwapOutlined } from "@ant-design/icons";
import type { PackPlanView } from "@safeloop/engine";
import type { TFunction } from "i18next";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../app/keys.ts";
import { type ChipTone, StateChip } from "../components/StateChip.tsx";
import { Empty } from "../components/Empty.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { DecisionPanel } from "./DecisionPanel.tsx";
import { type Decision, itemKey, type LineKind, neighbour, nextOpen, type ReviewLine, reviewLines } from "./review.ts";
import { placeText } from "./valueText.ts";

const looks: { readonly [kind in LineKind]: { readonly tone: ChipTone; readonly icon: ReactNode } } = {
  open: { tone: "warn", icon: <SwapOutlined className="sl-tone-warn" aria-hidden /> }, decided: { tone: "good", icon: <CheckCircleOutlined className="sl-tone-good" aria-hidden /> },
  orphan: { tone: "unknown", icon: <QuestionCircleOutlined className="sl-tone-unknown" aria-hidden /> }, note: { tone: "plain", icon: <InfoCircleOutlined aria-hidden /> },
  case: { tone: "plain", icon: <ExperimentOutlined aria-hidden /> }, lock: { tone: "plain", icon: <LockOutlined aria-hidden /> }, merged: { tone: "good", icon: <CheckCircleOutlined className="sl-tone-good" aria-hidden /> },
};

/** What a line says of itself at the right. */
function chipText({ kind, item }: ReviewLine, t: TFunction): string {
  if (kind === "decided") return t(`packs:review.took.${item.decided ?? "mine"}`);
  return kind === "note" ? t(`packs:code.${item.code}`, item.code) : t(`packs:review.line.${kind}`);
}

/** The list at the left, one decision at the right. ↑ and ↓ walk the list. */
export function Review({ plan, decisions, isPlanning, onDecide }: { readonly plan: PackPlanView; readonly decisions: readonly Decision[]; readonly isPlanning: boolean; readonly onDecide: (decision: Decision) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const lines = useMemo(() => reviewLines(plan), [plan]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const panel = useRef<HTMLElement>(null);
  const current = lines.find((one) => one.id === chosen) ?? lines.find((one) => one.kind === "open") ?? lines[0];
  const walk = (step: 1 | -1) => (): void => {
    const id = current && neighbour(lines, current.id, step);
    setChosen(id);
    document.getElementById(`line-${lines.findIndex((one) => one.id === id)}`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({ ArrowDown: walk(1), ArrowUp: walk(-1), j: walk(1), k: walk(-1) });
  if (!current) return <div className="sl-card"><Empty title={t("review.none")} hint={t("review.noneHint")} /></div>;
  const choose = (id: string): void => {
    setChosen(id);
    // One column on a narrow screen: the decision lies below the list.
    if (matchMedia("(max-width: 1023px)").matches) requestAnimationFrame(() => panel.current?.scrollIntoView({ block: "start" }));
  };
  const decide = (decision: Decision): void => {
    setChosen(nextOpen(lines, current.id) ?? current.id);
    onDecide(decision);
  };
  return (
    <div className="sl-review">
      <section className="sl-card sl-review-list" aria-busy={isPlanning}>
        <header>{t("review.lines", { count: lines.length })}<span className="sl-meta">{t("review.keys")}</span></header>
        <ul>{lines.map((line, at) => <li key={line.id}><Line id={`line-${at}`} line={line} isOn={line.id === current.id} onChoose={choose} /></li>)}</ul>
      </section>
      <section className="sl-card sl-review-panel" ref={panel}>
        <DecisionPanel key={`${current.id} ${current.kind}`} line={current} given={decisions.find((one) => itemKey(one) === current.id)} lines={lines} plan={plan} isBusy={isPlanning} onDecide={decide} onSkip={() => setChosen(nextOpen(lines, current.id) ?? neighbour(lines, current.id, 1))} />
      </section>
    </div>
  );
}

function Line({ id, line, isOn, onChoose }: { readonly id: string; readonly line: ReviewLine; readonly isOn: boolean; readonly onChoose: (id: string) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { tone, icon } = looks[line.kind];
  return (
    <button id={id} type="button" className={`sl-review-line${isOn ? " sl-review-line-on" : ""}`} aria-current={isOn} onClick={() => onChoose(line.id)}>
      {icon}
      <span className="sl-review-what"><span>{text(line.item.title)}</span><span className="sl-meta">{placeText(line.item, text, t)}</span></span>
      <StateChip tone={tone}>{chipText(line, t)}</StateChip>
    </button>
  );
}
