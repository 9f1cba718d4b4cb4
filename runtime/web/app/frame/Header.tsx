import { SearchOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../session/useMe.ts";
import { Logo } from "./Logo.tsx";
import { LiveClock } from "./LiveClock.tsx";
import { Notices } from "./Notices.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { SiteSwitch } from "./SiteSwitch.tsx";
import { UnackedCounts } from "./UnackedCounts.tsx";

/** Always in sight: site, search, unacknowledged counts, live clock with the state of the connection, notices, person. */
export function Header({ onSearch, onShortcuts }: { readonly onSearch: () => void; readonly onShortcuts: () => void }): ReactNode {
  const { t } = useTranslation("frame");
  const { demo } = useMe();
  return (
    <header className="sl-header">
      <Link to="/" className="sl-brand"><Logo /><span>{t("common:product")}</span></Link>
      <SiteSwitch />
      <button type="button" className="sl-search" onClick={onSearch}><SearchOutlined /><span className="sl-cut">{t("search")}</span><kbd>Ctrl K</kbd></button>
      <span className="sl-header-space" />
      {demo && <Tooltip title={t("demoHint")}><span className="sl-demo">{t("demo")}</span></Tooltip>}
      <UnackedCounts />
      <LiveClock />
      <Notices />
      <PersonMenu onShortcuts={onShortcuts} />
    </header>
  );
}
