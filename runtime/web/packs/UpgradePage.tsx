import { CheckCircleOutlined } from "@ant-design/icons";
import type { PackAnswers, PackPlanView } from "@safeloop/engine";
import { useNavigate, useParams } from "@tanstack/react-router";
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem.ts";
import type { PackView } from "../api/types.ts";
import { ConfirmButton } from "../components/ConfirmButton.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { AnswerForm } from "./AnswerForm.tsx";
import { sentAnswers, sortIssues, startAnswers } from "./answers.ts";
import { packState } from "./gallery.ts";
import { reviewCounts } from "./review.ts";
import { Review } from "./Review.tsx";
import { ReviewCounters } from "./ReviewCounters.tsx";
import { SignerChip } from "./SignerChip.tsx";
import { usePacks } from "./usePacks.ts";
import { type Upgrade, useUpgrade } from "./useUpgrade.ts";
import "./packs.css";

/** Screen 13b: what changes for us with another version, and what must be decided. */
export default function UpgradePage(): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { packId = "" }: { readonly packId?: string } = useParams({ strict: false });
  const packs = usePacks();
  const pack = packs.data?.find((one) => one.id === packId);
  const state = pack && packState(pack);
  const changes = `/templates/${encodeURIComponent(packId)}/changes`;
  const upgrade = useUpgrade(packId, state === "upgrade", () => {
    void message.success(t("review.accepted"));
    void navigate({ href: changes });
  });
  if (!packs.data) return packs.error ? <ErrorCard fault={packs.error} onRetry={() => void packs.refetch()} /> : <Loading rows={8} />;
  if (!pack || state !== "upgrade") return <Empty title={pack ? t(state === "absent" ? "review.absent" : "review.current", { what: text(pack.title), version: pack.version }) : t("review.unknown")} action={<RouteLink href={state === "installed" ? changes : "/templates"}><Button>{state === "installed" ? t("act.changes") : t("review.back")}</Button></RouteLink>} />;
  return <Page pack={pack} upgrade={upgrade} />;
}

function Page({ pack, upgrade }: { readonly pack: PackView; readonly upgrade: Upgrade }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const { plan, moved, accept } = upgrade;
  const { data, error } = plan;
  const isAsking = error !== null && sortIssues(error, pack.inputs).ofInput.size > 0;
  const failed = accept.error && problemOf(accept.error).status !== 409 ? accept.error : undefined;
  return (
    <div className="sl-review-page">
      <PageHeader
        crumbs={<><RouteLink href="/templates">{t("head")}</RouteLink> / {text(pack.title)}</>}
        title={t("review.title", { from: pack.installed?.version, to: pack.version })}
        sub={data && !error && t("review.left", { count: reviewCounts(data).open })}
        chips={<><SignerChip from={pack.from} signer={pack.signer} />{data && !error && reviewCounts(data).open === 0 && <StateChip tone="good" icon={<CheckCircleOutlined />}>{t("review.ready")}</StateChip>}</>}
        actions={data && !error && <Heads plan={data} upgrade={upgrade} />}
      />
      {moved !== undefined && <p className="sl-pack-note sl-pack-note-warn" role="alert">{t("review.moved", { why: moved })}</p>}
      {failed && <ErrorCard fault={failed} what={t("review.accept")} />}
      {isAsking ? <Ask pack={pack} fault={error} onAnswer={upgrade.answer} /> : error ? <ErrorCard fault={error} what={t("act.review")} onRetry={() => void plan.refetch()} /> : !data ? <Loading rows={8} /> : <><ReviewCounters plan={data} /><Review plan={data} decisions={upgrade.decisions} isPlanning={plan.isFetching} onDecide={upgrade.decide} /></>}
    </div>
  );
}

function Heads({ plan, upgrade }: { readonly plan: PackPlanView; readonly upgrade: Upgrade }): ReactNode {
  const { t } = useTranslation("packs");
  const { open, merged } = reviewCounts(plan);
  const accept = async (): Promise<void> => {
    // The page itself says what was refused: the plan may have moved, and then it is shown anew.
    await upgrade.accept.mutateAsync(plan).catch(() => undefined);
  };
  return (
    <>
      {upgrade.decisions.length > 0 && <Button onClick={upgrade.startAnew}>{t("review.anew")}</Button>}
      <ConfirmButton
        type="primary" label={t("review.accept")} title={t("review.acceptTitle", { version: plan.to })} disabled={open > 0 || upgrade.plan.isFetching} why={t("review.left", { count: open })} onConfirm={accept}
        consequences={<ul className="sl-plain"><li>{t("review.then.merged", { count: merged })}</li><li>{t("review.then.decided", { count: plan.decided.length })}</li><li>{t("review.then.running", { count: plan.running, version: plan.from })}</li><li>{t("review.then.back", { version: plan.from })}</li></ul>}
      />
    </>
  );
}

/** The new version asks what the one in force did not. */
function Ask({ pack, fault, onAnswer }: { readonly pack: PackView; readonly fault: Error; readonly onAnswer: (answers: PackAnswers) => void }): ReactNode {
  const { t } = useTranslation("packs");
  const [draft, setDraft] = useState(() => startAnswers(pack.inputs, pack.installed?.answers));
  return (
    <section className="sl-card sl-review-ask">
      <p><b>{t("review.asks", { version: pack.version })}</b></p>
      <AnswerForm inputs={pack.inputs} value={draft} issues={sortIssues(fault, pack.inputs).ofInput} onChange={setDraft} />
      <Button type="primary" onClick={() => onAnswer(sentAnswers(draft))}>{t("review.goOn")}</Button>
    </section>
  );
}
