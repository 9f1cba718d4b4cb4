import { ApartmentOutlined, PartitionOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FlowView } from "../useGraph.ts";

/** Tree or free canvas: two drawings of one definition. */
export function ViewBar({ view, setView, isMoved = false, onTidy, children }: { readonly view: FlowView; readonly setView: (view: FlowView) => void; readonly isMoved?: boolean; readonly onTidy?: () => void; readonly children?: ReactNode }): ReactNode {
  const { t } = useTranslation("flowEditor");
  return (
    <div className="dz-flow-bar">
      <Segmented aria-label={t("view.label")} value={view} onChange={setView} options={[{ value: "tree", label: t("view.tree"), icon: <ApartmentOutlined /> }, { value: "canvas", label: t("view.canvas"), icon: <PartitionOutlined /> }]} />
      {view === "canvas" && onTidy && <Button onClick={onTidy} disabled={!isMoved}>{t("view.tidy")}</Button>}
      {view === "canvas" && <span className="sl-meta">{t(onTidy ? "view.note" : "view.same")}</span>}
      {children}
    </div>
  );
}
