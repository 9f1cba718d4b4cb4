import { Outlet } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLiveQueries } from "../../api/useLiveQueries.ts";
import { setSiteZone } from "../../components/time.ts";
import { setServerTime } from "../../components/useNow.ts";
import { useFrameKeys } from "../../palette/useFrameKeys.ts";
import { useSpelling } from "../../search/spelling.ts";
import { SessionGate } from "../../session/SessionGate.tsx";
import { useMe } from "../../session/useMe.ts";
import { isWall } from "../../theme/mode.ts";
import { Header } from "./Header.tsx";
import { Nav } from "./Nav.tsx";
import { P1Banner } from "./P1Banner.tsx";
import { WallTop } from "./WallTop.tsx";
import { useCommands } from "./useCommands.ts";
import "./frame.css";

const loadPalette = () => import("../../palette/Palette.tsx");
const loadSheet = () => import("../../palette/ShortcutSheet.tsx");
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));

/** Header, navigation, P1 banner and page. A wall screen has the page only. */
export function Frame(): ReactNode {
  return <SessionGate><SignedIn /></SessionGate>;
}

function SignedIn(): ReactNode {
  const me = useMe();
  const { t } = useTranslation("frame");
  const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
  setSiteZone(me.siteTz);
  useEffect(() => setServerTime(me.serverTime), [me.serverTime]);
  useLiveQueries();
  useFrameKeys(setOpen);
  useSpelling();
  useEffect(() => void loadPalette().catch(() => undefined), []); // there before it is asked for; a failed fetch is tried again then
  const showSheet = useCallback(() => setOpen("sheet"), []);
  const commands = useCommands(showSheet);
  if (isWall()) return <main id="content" className="sl-page sl-page-wall"><WallTop /><P1Banner /><Outlet /></main>;
  return (
    <div className="sl-frame">
      <a className="sl-skip" href="#content">{t("skip")}</a>
      <Header onSearch={() => setOpen("palette")} onShortcuts={showSheet} />
      <Nav />
      <main id="content" className="sl-page" tabIndex={-1}>
        <P1Banner />
        <Outlet />
      </main>
      <Suspense>
        {open === "palette" && <Palette own={commands} onClose={() => setOpen(null)} />}
        {open === "sheet" && <ShortcutSheet onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
