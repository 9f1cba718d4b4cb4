import { kindIcons } from "@safeloop/web";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paletteKinds } from "./newNode.ts";
import { dragType } from "./nodes/PlusWire.tsx";

/** Step kinds to drag onto a line of the flow. */
export function FlowPalette({ onDrag }: { readonly onDrag: (isDragging: boolean) => void }): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <section className="dz-flow-palette sl-card" aria-label={t("flow.add")}>
      <h3>{t("flow.add")}</h3>
      <div className="dz-palette-grid">
        {paletteKinds.map((kind) => (
          <div key={kind} className="dz-palette-item" draggable data-kind={kind} title={t("flow.dragHint")}
            onDragStart={(event) => { event.dataTransfer.setData(dragType, `new:${kind}`); event.dataTransfer.effectAllowed = "copy"; onDrag(true); }} onDragEnd={() => onDrag(false)}>
            {kindIcons[kind]}<span className="sl-cut">{t(`nodeKind.${kind}`)}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
