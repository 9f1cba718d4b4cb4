import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { shortNumber, workKind } from "../permits/permitLane.ts";
import { token } from "../theme/tokens.ts";
import type { PlanLink, PlanOther } from "./planConflicts.ts";
import type { PlanScale } from "./planScale.ts";

/** The dashed line between two works, with how many metres lie between them. It hangs below the straight way, clear of the call-outs. */
export function ConflictLine({ link, scale }: { readonly link: PlanLink; readonly scale: PlanScale }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const { a, b, distanceM, basis, title } = link.conflict;
  const [from, to] = [scale.place(link.a), scale.place(link.b)];
  const sag = 18 + Math.hypot(from.x - to.x, from.y - to.y) * 0.12;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2 + sag];
  const words = distanceM === null ? t("conflict.line") : `${Number(distanceM.toFixed(1))} m`;
  const width = 16 + words.length * 8;
  const label = t("conflict.lineName", { a: a.number, b: b.number, title: text(title), how: t(`conflict.basis.${basis}`, { m: distanceM }) });
  return (
    <g className="sl-plan-conflict" role="img" aria-label={label}>
      <path d={`M${from.x} ${from.y}Q${x} ${y + sag} ${to.x} ${to.y}`} fill="none" stroke={token("risk1")} strokeWidth="1.8" strokeDasharray="5 3" />
      {[from, to].map((end) => <circle key={`${end.x}/${end.y}`} cx={end.x} cy={end.y} r="3" fill={token("risk1")} />)}
      <rect x={x - width / 2} y={y - 10} width={width} height="20" rx="10" fill={token("card")} stroke={token("risk1Text")} strokeWidth="1.4" />
      <text x={x} y={y + 4} textAnchor="middle" className="sl-plan-pin" fill={token("risk1Text")}>{words}</text>
    </g>
  );
}

/** The other end of a line that is no permit in the field: a dashed call-out. */
export function OtherWork({ pin }: { readonly pin: PlanOther & { readonly lift: number } }): ReactNode {
  const { text } = useLocale();
  const { side, x, y, lift } = pin;
  const kind = workKind(text(side.form.title));
  const label = kind.length > 6 ? shortNumber(side.number) : `${kind} ${shortNumber(side.number)}`;
  const width = Math.max(64, 20 + [...label].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? 13 : 7.5), 0));
  const top = y - 34 - lift;
  return (
    <g role="img" aria-label={`${text(side.form.title)} ${side.number}`}>
      {lift > 0 && <path d={`M${x} ${y}V${top + 24}`} stroke={token("border")} strokeWidth="1" strokeDasharray="3 2" />}
      <path d={`M${x - width / 2} ${top}h${width}v22h${-width / 2 + 6}l-6 8 -6 -8h${-width / 2 + 6}z`} fill={token("card")} stroke={token("border")} strokeWidth="1.4" strokeDasharray="4 3" strokeLinejoin="round" />
      <text x={x} y={top + 15.5} textAnchor="middle" className="sl-plan-pin" fill={token("text2")}>{label}</text>
    </g>
  );
}
