import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { darkTokens, lightTokens } from "../theme/tokens.ts";
import { Icon, type IconName } from "./icons.tsx";
import { drawMarks, type Mark, type MarkTool, type Spot } from "./marks.ts";

const tools: readonly { readonly tool: MarkTool; readonly icon: IconName }[] = [{ tool: "circle", icon: "circle" }, { tool: "arrow", icon: "arrow" }, { tool: "text", icon: "text" }];
const ink = { line: lightTokens.risk1, paper: darkTokens.text };

/** The photo large, with circle, arrow and words to point at what is wrong. `onMarked` gets the drawn picture; the original is kept apart. */
export function MarkablePhoto({ blob, isLocked, onMarked }: { readonly blob: Blob; readonly isLocked: boolean; readonly onMarked: (drawn: Blob) => void }): ReactNode {
  const { t } = useTranslation("capture");
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<ImageBitmap>(undefined);
  const [tool, setTool] = useState<MarkTool>();
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const [from, setFrom] = useState<Spot>();
  const draw = (shown: readonly Mark[]): void => {
    const context = canvas.current?.getContext("2d");
    if (!context || picture.current === undefined) return;
    context.drawImage(picture.current, 0, 0, context.canvas.width, context.canvas.height);
    drawMarks(context, shown, ink);
  };
  useEffect(() => {
    let isShown = true;
    void createImageBitmap(blob).then((bitmap) => {
      if (!isShown || canvas.current === null) return;
      picture.current = bitmap;
      canvas.current.width = bitmap.width;
      canvas.current.height = bitmap.height;
      draw([]);
    });
    return () => {
      isShown = false;
    };
  }, [blob]);
  const spot = (event: PointerEvent): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const commit = (mark: Mark): void => {
    const next = [...marks, mark];
    setMarks(next);
    draw(next);
    canvas.current?.toBlob((drawn) => drawn !== null && onMarked(drawn), "image/jpeg", 0.85);
  };
  const down = (event: PointerEvent): void => {
    if (tool === undefined) return;
    if (tool === "text") {
      const words = window.prompt(t("markText"));
      if (words !== null && words.trim() !== "") commit({ kind: "text", at: spot(event), text: words.trim() });
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom(spot(event));
  };
  const move = (event: PointerEvent): void => {
    if (from !== undefined && (tool === "circle" || tool === "arrow")) draw([...marks, { kind: tool, from, to: spot(event) }]);
  };
  const up = (event: PointerEvent): void => {
    if (from !== undefined && (tool === "circle" || tool === "arrow")) commit({ kind: tool, from, to: spot(event) });
    setFrom(undefined);
  };
  return (
    <div className="sc-photo">
      <canvas ref={canvas} aria-label={t("photo")} style={{ touchAction: tool === undefined ? "auto" : "none" }} onPointerDown={down} onPointerMove={move} onPointerUp={up} />
      <div className="sc-tools">{tools.map((one) => <button key={one.tool} type="button" disabled={isLocked} aria-label={t(`mark.${one.tool}`)} title={isLocked ? t("markFull") : ""} aria-pressed={tool === one.tool} onClick={() => setTool(tool === one.tool ? undefined : one.tool)}><Icon name={one.icon} /></button>)}</div>
    </div>
  );
}
