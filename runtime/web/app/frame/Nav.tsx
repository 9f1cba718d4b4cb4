import { Link } from "@tanstack/react-router";
import { createElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../session/useMe.ts";
import { type NavEntry, navEntries } from "./navEntries.ts";
import { useSummary } from "./useSummary.ts";

function Entry({ entry, count }: { readonly entry: NavEntry; readonly count: number | undefined }): ReactNode {
  const { t } = useTranslation("frame");
  const label = t(`nav.${entry.id}`);
  const inner = (
    <>
      {createElement(entry.icon)}
      <span className="sl-nav-label">{label}</span>
      {count !== undefined && count > 0 && <span className="sl-nav-count">{count}</span>}
    </>
  );
  if (entry.isOtherApp === true) return <a className="sl-nav-entry" href={entry.href} title={label}>{inner}</a>;
  return <Link className="sl-nav-entry" to={entry.href} title={label} activeOptions={{ exact: entry.href === "/", includeSearch: false }} activeProps={{ className: "sl-nav-active", "aria-current": "page" }}>{inner}</Link>;
}

/** The side navigation: only what this person may open. 200 px, 56 below 1280. */
export function Nav(): ReactNode {
  const { t } = useTranslation("frame");
  const { permissions } = useMe();
  const { data: summary } = useSummary();
  const entries = navEntries(permissions);
  const list = (group: NavEntry["group"]): ReactNode => entries.filter((entry) => entry.group === group).map((entry) => <Entry key={entry.id} entry={entry} count={summary && entry.count?.(summary)} />);
  const hasDesign = entries.some((entry) => entry.group === "design");
  return (
    <nav className="sl-nav" aria-label={t("nav.label")}>
      {list("daily")}
      {hasDesign && <div className="sl-nav-group">{t("nav.design")}</div>}
      {list("design")}
      <div className="sl-nav-space" />
      {list("foot")}
    </nav>
  );
}
