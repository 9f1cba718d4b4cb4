import type { Definition, DefinitionKind, DefVersion, I18nText } from "@safeloop/engine";
import { api, Empty, ErrorCard, Loading, useMay } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { go } from "../app/place.ts";
import type { Draft } from "../app/useDraft.ts";
import { ChangeTable } from "./ChangeTable.tsx";
import { ImpactPane } from "./ImpactPane.tsx";
import { JsonDiff } from "./JsonDiff.tsx";
import { RestoreDialog } from "./RestoreDialog.tsx";
import { useComparison, useRevision } from "./useComparison.ts";
import { useImpact } from "./useImpact.ts";
import { type Pick, VersionList } from "./VersionList.tsx";
import "./versions.css";

interface VersionsPaneProps<D extends Definition> {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly draft: Draft<D>;
}

function useVersions(kind: DefinitionKind, id: string, published: number | null) {
  return useQuery({ queryKey: [kind, id, "versions", published], queryFn: () => api.get<readonly DefVersion[]>(`/${kind}/${encodeURIComponent(id)}/versions`) });
}

interface ChangesProps {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly from: Definition;
  readonly to: Definition;
  readonly names: readonly [from: string, to: string];
}

/** What differs between the two, in words and as JSON. */
function Changes({ kind, id, from, to, names }: ChangesProps): ReactNode {
  const { t } = useTranslation("versions");
  const [view, setView] = useState<"words" | "json">("words");
  const [chosen, choose] = useState<number | undefined>(0);
  const compared = useComparison(kind, from, to);
  const lines = compared?.lines ?? [];
  const named = { from: names[0], to: names[1], count: lines.length };
  if (!compared || lines.length === 0) return <main className="dz-version-main"><section className="sl-card"><Empty title={t("same", named)} action={<Button onClick={() => go({ kind, id })}>{t("edit")}</Button>} /></section></main>;
  const at = chosen !== undefined && chosen < lines.length ? chosen : undefined;
  return (
    <main className="dz-version-main">
      <div className="dz-version-head"><h2>{t("heading", named)}</h2><Segmented value={view} onChange={setView} options={[{ value: "words", label: t("view.words") }, { value: "json", label: t("view.json") }]} /></div>
      {view === "words" && <ChangeTable lines={lines} chosen={at} choose={choose} />}
      <JsonDiff comparison={compared.comparison} from={from} to={to} chosen={view === "json" ? undefined : at} showAll={() => choose(undefined)} />
    </main>
  );
}

/** Versions left; what changes from one to the other in words, with its JSON; and what publishing the draft would do. */
export function VersionsPane<D extends Definition & { readonly title: I18nText }>({ kind, id, draft }: VersionsPaneProps<D>): ReactNode {
  const { t } = useTranslation("versions");
  const may = useMay();
  const noun = ({ forms: "form", flows: "flow", rules: "rule" } as const)[kind];
  const { publishedRevision, definition } = draft;
  const versions = useVersions(kind, id, publishedRevision);
  const [picked, setPicked] = useState<{ readonly from?: Pick; readonly to?: Pick }>({});
  const [restoring, setRestoring] = useState<number | undefined>(undefined);
  const from = picked.from ?? publishedRevision ?? undefined;
  const to = picked.to ?? "draft";
  const olds = { from: useRevision(kind, id, typeof from === "number" ? from : undefined), to: useRevision(kind, id, typeof to === "number" ? to : undefined), live: useRevision(kind, id, publishedRevision ?? undefined) };
  const impact = useImpact(kind, id, draft);
  const unpublished = useComparison(kind, olds.live.data?.published ?? undefined, definition);
  const fault = versions.error ?? olds.from.error ?? olds.to.error ?? olds.live.error;
  if (fault) return <ErrorCard fault={fault} onRetry={() => void Promise.all([versions.refetch(), olds.from.refetch(), olds.to.refetch(), olds.live.refetch()])} />;
  const of = (pick: Pick | undefined, side: "from" | "to"): Definition | undefined => (pick === "draft" ? definition : (olds[side].data?.published ?? undefined));
  const [left, right] = [of(from, "from"), of(to, "to")];
  if (!versions.data || (from !== undefined && (!left || !right))) return <Loading />;
  const name = (pick: Pick): string => (pick === "draft" ? t("draftName") : `v${pick}`);
  const choose = (side: "from" | "to", pick: Pick): void => setPicked({ from, to, [side]: pick } as { from?: Pick; to: Pick });
  return (
    <div className="dz-versions">
      <VersionList versions={versions.data} publishedRevision={publishedRevision} hasDraft={draft.hasDraft} running={new Map(impact.data?.running.revisions.map((one) => [one.revision, one.running]))} from={from} to={to} choose={choose} restore={setRestoring} mayRestore={may(`${noun}.edit`)} />
      {left && right && from !== undefined ? <Changes kind={kind} id={id} from={left} to={right} names={[name(from), name(to)]} /> : <main className="dz-version-main"><section className="sl-card"><header>{t("never")}</header><Empty title={t("first")} action={<Button onClick={() => go({ kind, id })}>{t("edit")}</Button>} /></section></main>}
      <ImpactPane kind={kind} draft={draft} impact={impact} lines={publishedRevision === null ? undefined : (unpublished?.lines ?? [])} />
      {restoring !== undefined && <RestoreDialog kind={kind} id={id} revision={restoring} draft={draft} lost={unpublished?.lines.length ?? 0} mayPublish={may(`${noun}.publish`)} onClose={() => setRestoring(undefined)} />}
    </div>
  );
}
