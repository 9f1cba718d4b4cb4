import { type Area, isObject, type JsonObject } from "@safeloop/engine";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { token } from "../../theme/tokens.ts";

/** The areas' rectangles on the site grid (metres); a click sets area and point. The select beside it is its list twin. */
export function AreaPlan({ areas, place, readonly, onPoint }: { readonly areas: readonly Area[]; readonly place: JsonObject; readonly readonly: boolean; readonly onPoint: (area: string | undefined, point: { readonly x: number; readonly y: number }) => void }): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const drawn = areas.flatMap((area) => (area.bounds === undefined ? [] : [{ area, b: area.bounds }]));
  const left = Math.min(...drawn.map(({ b }) => b.x)), top = Math.min(...drawn.map(({ b }) => b.y));
  const width = Math.max(...drawn.map(({ b }) => b.x + b.w)) - left, height = Math.max(...drawn.map(({ b }) => b.y + b.h)) - top;
  const point = isObject(place["point"]) ? place["point"] : undefined;
  const click = (event: MouseEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: Math.round(left + ((event.clientX - box.left) / box.width) * width), y: Math.round(top + ((event.clientY - box.top) / box.height) * height) };
    const inside = drawn.find(({ b }) => at.x >= b.x && at.x <= b.x + b.w && at.y >= b.y && at.y <= b.y + b.h);
    onPoint(inside?.area.id ?? (typeof place["area"] === "string" ? place["area"] : undefined), at);
  };
  const size = Math.max(width, height) / 40;
  return (
    <svg className="sf-plan" viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={t("plan")} onClick={readonly ? undefined : click}>
      {drawn.map(({ area, b }) => (
        <g key={area.id}>
          <rect x={b.x} y={b.y} width={b.w} height={b.h} fill={area.id === place["area"] ? token("primaryTint") : token("sunken")} stroke={token("border")} strokeWidth={size / 12} />
          <text x={b.x + b.w / 2} y={b.y + size * 1.4} textAnchor="middle" fontSize={size} fill={token("text2")}>{text(area.title)}</text>
        </g>
      ))}
      {point !== undefined && <circle cx={Number(point["x"])} cy={Number(point["y"])} r={size / 2} fill={token("primary")} stroke={token("card")} strokeWidth={size / 8} />}
    </svg>
  );
}
