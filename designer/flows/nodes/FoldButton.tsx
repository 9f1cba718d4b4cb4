import { DownOutlined, RightOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Folds the steps of a branch away, or shows them again; says how many there are. */
export function FoldButton({ title, folded, onToggle }: { readonly title: string; readonly folded: number | undefined; readonly onToggle: () => void }): ReactNode {
  const { t } = useTranslation("flowEditor");
  const label = folded === undefined ? t("fold.fold", { title }) : t("fold.unfold", { title, count: folded });
  return (
    <button type="button" className="dz-branch-fold nodrag nopan" aria-expanded={folded === undefined} aria-label={label} title={label} onClick={(event) => { event.stopPropagation(); onToggle(); }}>
      {folded === undefined ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}{folded !== undefined && <span>{folded}</span>}
    </button>
  );
}
