import type { DefDetail, Definition, DefinitionKind, DefVersion } from "@safeloop/engine";
import { api, dateTimeText, Empty, ErrorCard, Loading, StateChip } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Change, changesBetween } from "./diff.ts";

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

/** Published revisions on the left; what the draft changes against the chosen one on the right. */
export function VersionsPane({ kind, id, draft }: { readonly kind: DefinitionKind; readonly id: string; readonly draft: { readonly definition: Definition; readonly publishedRevision: number | null } }): ReactNode {
  const { t } = useTranslation("designer");
  const versions = useQuery({ queryKey: [kind, id, "versions", draft.publishedRevision], queryFn: () => api.get<readonly DefVersion[]>(`/${kind}/${encodeURIComponent(id)}/versions`) });
  const [chosen, choose] = useState<number | undefined>(undefined);
  const against = chosen ?? draft.publishedRevision ?? undefined;
  const old = useRevision(kind, id, against);
  if (versions.error) return <ErrorCard fault={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <Loading />;
  const { revision: _ignored, ...present } = draft.definition;
  const { revision: _old, ...before } = (old.data?.published ?? {}) as Partial<Definition>;
  const changes = old.data ? changesBetween(before, present) : [];
  return (
    <div className="dz-versions">
      <ol className="dz-version-list">
        {versions.data.map((version) => (
          <li key={version.revision}>
            <button type="button" aria-pressed={version.revision === against} onClick={() => choose(version.revision)}>
              <strong>v{version.revision}</strong> {version.revision === draft.publishedRevision && <StateChip tone="good">{t("versions.live")}</StateChip>}
              <span>{version.reason}</span>
              <small className="sl-meta">{version.by.name} · {dateTimeText(version.at)} · <code>{version.hash.slice(0, 8)}</code></small>
            </button>
          </li>
        ))}
      </ol>
      <section className="sl-card">
        <header>{against === undefined ? t("versions.never") : t("versions.heading", { revision: against, count: changes.length })}</header>
        {changes.length === 0 ? <Empty title={t("versions.same")} /> : <ul className="dz-changes">{changes.map((change) => <ChangeRow key={change.path} change={change} />)}</ul>}
      </section>
    </div>
  );
}
