import { FullscreenExitOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LiveClock } from "./LiveClock.tsx";

/** All that a wall keeps of the header: the clock with the state of the connection, and the way out. */
export function WallTop(): ReactNode {
  const { t } = useTranslation("frame");
  return <div className="sl-wall-top"><LiveClock /><Button icon={<FullscreenExitOutlined />} onClick={() => location.assign(location.pathname)}>{t("leaveWall")}</Button></div>;
}
