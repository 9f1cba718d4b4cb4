import { CopyOutlined, DeleteOutlined, DownOutlined, LeftOutlined, PlusOutlined, RightOutlined, SnippetsOutlined, UpOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ClipMenu } from "../../clipboard/useClipboard.ts";
import type { FlowActs } from "../useFlowActs.ts";
import { openPlus } from "../useFlowKeys.ts";

export interface MenuAt {
  readonly x: number;
  readonly y: number;
}

/** The acts on what was right-clicked: the same as by keys, which stand beside. */
export function FlowMenu({ at, acts, clip, onClose }: { readonly at: MenuAt; readonly acts: FlowActs; readonly clip: ClipMenu; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("flowEditor");
  const line = (key: string, icon: ReactNode, keys: string, disabled = false, danger = false) => ({ key, icon, disabled, danger, label: <span className="dz-menu-line">{t(`act.${key}`)}<kbd>{keys}</kbd></span> });
  const items: MenuProps["items"] = [
    line("add", <PlusOutlined />, "A", acts.lineAfter === undefined),
    line("copy", <CopyOutlined />, "Ctrl C", !acts.mayCopy), line("paste", <SnippetsOutlined />, "Ctrl V"), line("duplicate", <CopyOutlined />, "Ctrl D", !acts.mayCopy),
    ...(acts.isBranch ? [line("left", <LeftOutlined />, "Alt ←"), line("right", <RightOutlined />, "Alt →")] : [line("up", <UpOutlined />, "Alt ↑", !acts.mayCopy), line("down", <DownOutlined />, "Alt ↓", !acts.mayCopy)]),
    { type: "divider" }, line("remove", <DeleteOutlined />, "Del", !acts.mayRemove, true),
  ];
  const does: { readonly [key: string]: () => void } = {
    add: () => { if (acts.lineAfter !== undefined) openPlus(acts.lineAfter); }, copy: clip.copy, paste: clip.paste, duplicate: acts.duplicate, remove: acts.remove,
    left: () => acts.nudge(-1), up: () => acts.nudge(-1), right: () => acts.nudge(1), down: () => acts.nudge(1),
  };
  return (
    <Dropdown open autoFocus trigger={["click"]} onOpenChange={(isOpen) => !isOpen && onClose()} menu={{ items, onClick: ({ key }) => { does[key]?.(); onClose(); } }}>
      <span className="dz-flow-menu-place" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
