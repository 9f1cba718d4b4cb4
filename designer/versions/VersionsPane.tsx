import type { DefDetail, Definition, DefinitionKind, DefVersion } from "@safeloop/engine";
import { api, dateTimeText, Empty, ErrorCard, Loading, StateChip } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { go } from "../app/place.ts";
import { type Change, changesBetween } from "./diff.ts";
import { authorName, reasonWords } from "./versionWords.ts";

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === undefined ? "—" : text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function ChangeRow({ change }: { readonly change: Change }): ReactNode {
  const { t } = useTranslation("designer");
  const isAdded = !("before" in change);
  const isRemoved = !("after" in change);
  return (
    <li>
      <span>{t(isAdded ? "versions.added" : isRemoved ? "versions.removed" : "versions.changed")} <code>{change.path || "/"}</code></span>
      <span className="dz-values">{!isAdded && <del>{shown(change.before)}</del>} {!isRemoved && <ins>{shown(change.after)}</ins>}</span>
    </li>
  );
}

function useRevision(kind: DefinitionKind, id: string, revision: number | undefined) {
  return useQuery({
    queryKey: [kind, id, "revision", revision],
    enabled: revision !== undefined,
    staleTime: Infinity,
    queryFn: () => api.get<DefDetail>(`/${kind}/${encodeURIComponent(id)}`, { revision }),
  });
}

function VersionItem({ version, isLive, isChosen, choose }: { readonly version: DefVersion; readonly isLive: boolean; readonly isChosen: boolean; readonly choose: () => void }): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <li>
      <button type="button" aria-pressed={isChosen} onClick={choose}>
        <span className="dz-version-line"><strong>v{version.revision}</strong>{isLive && <StateChip tone="good">{t("versions.live")}</StateChip>}<code className="sl-meta" title={`${t("versions.hash")} ${version.hash}`}>{version.hash.slice(0, 8)}</code></span>
        <span>{reasonWords(version, t)}</span>
        <span className="sl-meta">{t("versions.published", { who: authorName(version.by, t), at: dateTimeText(version.at) })}</span>
      </button>
    </li>
  );
}

/** Why there is nothing to compare, and what to do next. */
function NoChange({ kind, id, against }: { readonly kind: DefinitionKind; readonly id: string; readonly against: number | undefined }): ReactNode {
  const { t } = useTranslation("designer");
  return <Empty title={against === undefined ? t("versions.first") : t("versions.same", { revision: against })} action={<Button onClick={() => go({ kind, id })}>{t("versions.edit")}</Button>} />;
}

interface VersionsPaneProps {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly draft: { readonly definition: Definition; readonly publishedRevision: number | null };
}

/** Published revisions on the left; what the draft changes against the chosen one on the right. */
export function VersionsPane({ kind, id, draft }: VersionsPaneProps): ReactNode {
  const { t } = useTranslation("designer");
  const versions = useQuery({ queryKey: [kind, id, "versions", draft.publishedRevision], queryFn: () => api.get<readonly DefVersion[]>(`/${kind}/${encodeURIComponent(id)}/versions`) });
  const [chosen, choose] = useState<number | undefined>(undefined);
  const against = chosen ?? draft.publishedRevision ?? undefined;
  const old = useRevision(kind, id, against);
  const fault = versions.error ?? old.error;
  if (fault) return <ErrorCard fault={fault} onRetry={() => void Promise.all([versions.refetch(), old.refetch()])} />;
  if (!versions.data || (against !== undefined && !old.data)) return <Loading />;
  const { revision: _ignored, ...present } = draft.definition;
  const { revision: _old, ...before } = (old.data?.published ?? {}) as Partial<Definition>;
  const changes = old.data ? changesBetween(before, present) : [];
  return (
    <div className={`dz-versions${against === undefined ? " is-first" : ""}`}>
      {against !== undefined && (
        <section className="sl-card">
          <header>{t("versions.title")}{versions.data.length > 1 && <span className="sl-meta">{t("versions.choose")}</span>}</header>
          <ol className="dz-version-list">
            {versions.data.map((version) => <VersionItem key={version.revision} version={version} isLive={version.revision === draft.publishedRevision} isChosen={version.revision === against} choose={() => choose(version.revision)} />)}
          </ol>
        </section>
      )}
      <section className="sl-card">
        <header>{against === undefined ? t("versions.never") : t("versions.heading", { revision: against, count: changes.length })}</header>
        {changes.length === 0 ? <NoChange kind={kind} id={id} against={against} /> : <ul className="dz-changes">{changes.map((change) => <ChangeRow key={change.path} change={change} />)}</ul>}
      </section>
    </div>
  );
}
