import { CheckCircleFilled, WarningFilled } from "@ant-design/icons";
import type { DefImpact, DefinitionKind, Issue } from "@safeloop/engine";
import { changesHref, useLocale } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hrefOf } from "../app/place.ts";

/** Users beyond these are counted. */
const shown = 6;

interface RowProps {
  readonly isWarned?: boolean;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly href?: string;
}

function Row({ isWarned = false, title, children, href }: RowProps): ReactNode {
  const { t } = useTranslation("versions");
  return (
    <li>
      {isWarned ? <WarningFilled className="dz-warn" aria-hidden /> : <CheckCircleFilled className="dz-good" aria-hidden />}
      <span><span>{title}</span>{children !== undefined && <small className="sl-meta">{children}</small>}</span>
      {href !== undefined && <a href={href}>{t("impact.see")}</a>}
    </li>
  );
}

function Running({ impact, kind }: { readonly impact: DefImpact; readonly kind: DefinitionKind }): ReactNode {
  const { t } = useTranslation("versions");
  const { running, verdicts } = impact;
  if (kind === "rules") return null;
  if (running.total === 0) return <Row title={t("impact.none")} />;
  const revisions = running.revisions.map((one) => t("impact.onRevision", { revision: one.revision, count: one.running })).join(t("presence.comma"));
  return (
    <>
      <Row title={t("impact.running", { count: running.total })}>{t("impact.runningKeep", { revisions })}</Row>
      {kind === "flows" && (verdicts ? <Row isWarned={verdicts.refuse + verdicts.needsMapping > 0} title={t("impact.verdict", verdicts)}>{verdicts.judged < running.total ? t("impact.verdictOf", verdicts) : t("impact.moveLater")}</Row> : <Row isWarned title={t("impact.unjudged")} />)}
    </>
  );
}

/** What the check said of a user of the form: it would fail. */
function breaks(issues: readonly Issue[], id: string, locale: string): string | undefined {
  const found = issues.find((one) => (one.code === "FORM_BREAKS_FLOW" || one.code === "FORM_BREAKS_RULE") && one.params["id"] === id);
  return found && String(found.params[locale === "en" ? "reasonEn" : "reasonZh"] ?? "");
}

function Users({ users, issues }: { readonly users: DefImpact["users"]; readonly issues: readonly Issue[] }): ReactNode {
  const { t } = useTranslation("versions");
  const { locale, text } = useLocale();
  if (users.length === 0) return <Row title={t("impact.unused")} />;
  return (
    <>
      {users.slice(0, shown).map((user) => {
        const why = breaks(issues, user.id, locale);
        return <Row key={`${user.kind}/${user.id}/${user.how}`} isWarned={why !== undefined} title={<>{t(`impact.kind.${user.kind}`)} {text(user.title)}</>} href={hrefOf({ kind: user.kind, id: user.id })}>{why === undefined ? t(`impact.how.${user.how}`) : t("impact.breaks", { why })}</Row>;
      })}
      {users.length > shown && <Row title={t("impact.more", { count: users.length - shown })} />}
    </>
  );
}

/** Whom publishing concerns: what runs, who refers to it, which alarms it touches. */
export function ImpactList({ kind, impact, issues }: { readonly kind: DefinitionKind; readonly impact: DefImpact; readonly issues: readonly Issue[] }): ReactNode {
  const { t } = useTranslation("versions");
  const { alarms, pack } = impact;
  return (
    <ul className="dz-impact">
      <Running impact={impact} kind={kind} />
      {impact.drafts > 0 && <Row title={t("impact.drafts", { count: impact.drafts })}>{t("impact.draftsSay")}</Row>}
      {kind === "rules" && <Row title={t("impact.tags", { count: impact.tags })}>{t("impact.how.tag")}</Row>}
      {kind === "rules" && alarms.open > 0 && <Row isWarned title={t("impact.alarms", { count: alarms.open })}>{alarms.ends > 0 ? t("impact.alarmsEnd", { count: alarms.ends }) : t("impact.alarmsKeep")}</Row>}
      <Users users={impact.users} issues={issues} />
      {pack && <Row isWarned title={<>{t("impact.kind.packs")} {pack.id}</>} href={changesHref(pack.id)}>{t("impact.how.pack")}</Row>}
      {pack && pack.subsidiaries > 0 && <Row title={t("impact.subsidiaries", { count: pack.subsidiaries })}>{t("impact.how.subsidiary")}</Row>}
    </ul>
  );
}
