import { CheckCircleFilled, CloseCircleFilled, QuestionCircleOutlined } from "@ant-design/icons";
import type { FlowCaseRun, FlowCaseView, FlowDefinition } from "@safeloop/engine";
import { ConfirmButton, dateTimeText, Empty, ErrorCard, Loading, StateChip, useLocale } from "@safeloop/web";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "./caseFailures.ts";
import { useCaseChanges, useCaseRun, useCases } from "./useCases.ts";

type Result = FlowCaseRun["results"][number];

function Verdict({ result }: { readonly result: Result | undefined }): ReactNode {
  const { t } = useTranslation("simulate");
  if (!result) return <StateChip tone="unknown" icon={<QuestionCircleOutlined />}>{t("case.unknown")}</StateChip>;
  return result.passed ? <StateChip tone="good" icon={<CheckCircleFilled />}>{t("case.passed")}</StateChip> : <StateChip tone="bad" icon={<CloseCircleFilled />}>{t("case.failed")}</StateChip>;
}

function CaseRow({ flow, one, result }: { readonly flow: FlowDefinition; readonly one: FlowCaseView; readonly result: Result | undefined }): ReactNode {
  const { t } = useTranslation("simulate");
  const { text } = useLocale();
  const { remove } = useCaseChanges(flow.id);
  return (
    <li data-case={one.id}>
      <strong className="sl-cut" title={one.title}>{one.title}</strong><Verdict result={result} />
      <span className="sl-meta">{t("case.made", { steps: one.steps, who: one.by.name, at: dateTimeText(one.at) })}</span>
      <ConfirmButton type="text" label={t("case.remove")} title={t("case.removeAsk", { title: one.title })} consequences={t("case.removeBody")} onConfirm={() => remove.mutateAsync(one.id)} />
      {result?.failures.map((failure, at) => <p key={at} className="dz-bad">{failureText(failure, flow, t, text)}</p>)}
    </li>
  );
}

/** The kept cases with how each goes against the draft. */
export function CasesList({ flow }: { readonly flow: FlowDefinition }): ReactNode {
  const { t } = useTranslation("simulate");
  const cases = useCases(flow.id);
  const isAny = (cases.data?.items.length ?? 0) > 0;
  const run = useCaseRun(flow, isAny);
  if (cases.error) return <ErrorCard fault={cases.error} onRetry={() => void cases.refetch()} />;
  if (!cases.data) return <Loading rows={3} />;
  if (!isAny) return <Empty title={t("case.none")} />;
  const passed = run.data?.results.filter((one) => one.passed).length;
  return (
    <>
      <div className="dz-sim-cases-head"><span>{passed === undefined ? t("case.running") : t("case.summary", { passed, count: run.data?.results.length ?? 0 })}</span><Button size="small" loading={run.isFetching} onClick={() => void run.refetch()}>{t("case.run")}</Button></div>
      {run.error && <ErrorCard fault={run.error} what={t("case.run")} />}
      <ul className="dz-sim-cases" aria-label={t("case.title")}>{cases.data.items.map((one) => <CaseRow key={one.id} flow={flow} one={one} result={run.data?.results.find((result) => result.id === one.id)} />)}</ul>
    </>
  );
}
