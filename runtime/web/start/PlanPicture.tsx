import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { isActive } from "../alarms/alarmState.ts";
import { glyphState } from "../alarms/glyphState.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { shortNumber, workKind } from "../permits/permitLane.ts";
import { isUnknown } from "../tags/tagLook.ts";
import { unitText } from "../tags/unitText.ts";
import { token } from "../theme/tokens.ts";
import type { PlanOther } from "./planConflicts.ts";
import { ConflictLine, OtherWork } from "./PlanConflictShapes.tsx";
import { dodge, type Plan, type PlanArea, type PlanPermit, type PlanTag, type PlanTank } from "./planModel.ts";
import { type Box, boxAt, placeLabels } from "./planLabels.ts";
import { arcPath, circleRadius, type PlanScale, scaleOf } from "./planScale.ts";

export type PlanPick = { readonly kind: "tag" | "permit" | "area"; readonly id: string };

export interface PlanPictureProps {
  readonly plan: Plan & { readonly extent: NonNullable<Plan["extent"]> };
  readonly width: number;
  readonly mostHeight: number;
  /** Leaves out detectors that have nothing to say (the permit board). */
  readonly isQuiet?: boolean;
  readonly onPick: (pick: PlanPick) => void;
}

/** The schematic plan: areas, tanks with their level, detectors, alarms, permits. Grey where nothing is wrong. */
export function PlanPicture({ plan, width, mostHeight, isQuiet = false, onPick }: PlanPictureProps): ReactNode {
  const { t } = useTranslation("start");
  const scale = scaleOf(plan.extent, width, mostHeight);
  const radius = circleRadius(plan.tanks.map(scale.place));
  const named = plan.tags.length <= 24;
  const { worded, dots } = crowding(plan);
  const pins = dodge<PlanPermit | PlanOther>([...worded, ...plan.conflicts.others.slice(0, mostWorded)].map((pin) => ({ ...pin, ...scale.place(pin) })), 84, 26, plan.tanks.map(scale.place).map(({ x, y }) => ({ x, y: y + calloutLift })));
  const alarms = spotted(plan, scale, radius);
  const labels = labelsOf(alarms, [...plan.tanks.map((tank) => boxAt(scale.place(tank), 52, 40)), ...pins.map((pin) => boxAt({ x: pin.x, y: pin.y - pin.lift - calloutLift }, 112, 30))], width);
  return (
    <svg className="sl-plan" width={width} height={scale.height} viewBox={`0 0 ${width} ${scale.height}`} role="group" aria-label={t("plan.label", { areas: plan.areas.length, tags: plan.tags.length + plan.tanks.length, permits: plan.permits.length })}>
      {plan.areas.map((area) => <AreaShape key={area.area.id} area={area} scale={scale} onPick={onPick} />)}
      {plan.tags.map((tag) => <TagShape key={tag.tag.id} item={tag} scale={scale} isNamed={named} isQuiet={isQuiet} onPick={onPick} />)}
      {plan.areas.map((area) => <AreaName key={area.area.id} area={area} scale={scale} />)}
      {plan.tanks.map((tank) => <TankShape key={tank.tag.id} tank={tank} scale={scale} radius={radius} onPick={onPick} />)}
      {dots.map((pin) => <PermitDot key={pin.permit.id} pin={pin} scale={scale} onPick={onPick} />)}
      {plan.conflicts.links.map((link) => <ConflictLine key={link.id} link={link} scale={scale} />)}
      {pins.map((pin) => ("permit" in pin ? <PermitShape key={pin.permit.id} pin={pin} onPick={onPick} /> : <OtherWork key={pin.side.submissionId} pin={pin} />))}
      {alarms.map((one) => <AlarmShape key={one.tag.id} item={one} label={labels.get(one.tag.id)} onPick={onPick} />)}
    </svg>
  );
}

/** More call-outs than this cover the plan they explain. */
const mostWorded = 40;

/** On a crowded plan only permits that are stopped or in another's way keep their words; the others are marks, and the list names them. */
function crowding({ permits, conflicts }: Plan): { readonly worded: readonly PlanPermit[]; readonly dots: readonly PlanPermit[] } {
  if (permits.length <= mostWorded) return { worded: permits, dots: [] };
  const inTheWay = new Set(conflicts.links.flatMap(({ conflict: { a, b } }) => [a.submissionId, b.submissionId]));
  const worded = new Set(permits.filter((pin) => pin.stopped || inTheWay.has(pin.permit.id)).slice(0, mostWorded));
  return { worded: [...worded], dots: permits.filter((pin) => !worded.has(pin)) };
}

/** How far the middle of a call-out stands above the place it points at. */
const calloutLift = 23;

/** Props that make a shape a button: click, Enter, name. */
function button(label: string, act: () => void): object {
  return { role: "button", tabIndex: 0, "aria-label": label, className: "sl-plan-button", onClick: act, onKeyDown: (event: React.KeyboardEvent) => { if (event.key === "Enter") act(); } };
}

type Shape = { readonly scale: PlanScale; readonly onPick: PlanPictureProps["onPick"] };

function AreaShape({ area, scale, onPick }: Shape & { readonly area: PlanArea }): ReactNode {
  const { t } = useTranslation();
  const { text } = useLocale();
  const { bounds, title, risk, id } = area.area;
  const { x, y } = scale.place(bounds);
  return (
    <g {...button(`${text(title)} · ${t(`risk.${risk}`)}`, () => onPick({ kind: "area", id }))}>
      <rect x={x} y={y} width={bounds.w * scale.pxPerM} height={bounds.h * scale.pxPerM} rx="4" fill={token("sunken")} stroke={token("border")} strokeWidth="1.2" />
    </g>
  );
}

/** The name above the area's upper edge, cut to what fits; the risk level where there is room. */
function AreaName({ area, scale }: { readonly area: PlanArea; readonly scale: PlanScale }): ReactNode {
  const { t } = useTranslation();
  const { text } = useLocale();
  const { bounds, title, risk } = area.area;
  const { x, y } = scale.place(bounds);
  const width = bounds.w * scale.pxPerM;
  const name = text(title);
  const whole = `${name} · ${t(`risk.${risk}`)}`;
  const fits = (words: string): boolean => textWidth(words, 12) <= width;
  if (width < 40) return null;
  return <text x={x + 2} y={y - 6} className="sl-plan-name" fill={token("text2")}>{fits(whole) ? whole : fits(name) ? name : `${[...name].slice(0, Math.max(1, Math.floor(width / 13) - 1)).join("")}…`}</text>;
}

/** About how wide a text is, in pixels. */
function textWidth(words: string, size: number): number {
  return [...words].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? size : size * 0.58), 0);
}

function TankShape({ tank, scale, radius, onPick }: Shape & { readonly tank: PlanTank; readonly radius: number }): ReactNode {
  const { t } = useTranslation();
  const { text } = useLocale();
  const { x, y } = scale.place(tank);
  const isLost = tank.fill === undefined;
  const ring = tank.alarm ? token(`risk${Number(tank.alarm.priority[1]) as 1 | 2 | 3 | 4}`) : token("border");
  const value = "value" in tank.look && !isLost ? `${Number(Number(tank.look.value).toFixed(1))} ${unitText(tank.tag.unit)}` : t("unknown");
  return (
    <g {...button(`${tank.asset} ${text(tank.tag.title)} ${value}`, () => onPick({ kind: "tag", id: tank.tag.id }))}>
      <circle cx={x} cy={y} r={radius} fill={token("card")} stroke={isLost ? token("unknown") : token("border")} strokeWidth="1.2" {...(isLost ? { strokeDasharray: "4 3" } : {})} />
      {!isLost && <circle cx={x} cy={y} r={radius - 4} fill="none" stroke={token("line")} strokeWidth="4" />}
      {tank.fill !== undefined && <path d={arcPath(x, y, radius - 4, tank.fill)} fill="none" stroke={ring} strokeWidth="4" />}
      <text x={x} y={radius > 26 ? y - 2 : y + 5} textAnchor="middle" className="sl-plan-tank" fill={token("text")}>{tank.asset}</text>
      {tank.lost > 0 && !isLost && <circle cx={x + radius * 0.7} cy={y + radius * 0.7} r="5" fill={token("unknownTint")} stroke={token("unknown")} strokeWidth="1.5" strokeDasharray="2.5 2" />}
      {radius > 26 && <text x={x} y={y + 15} textAnchor="middle" className="sl-plan-small" fill={isLost ? token("unknown") : token("text2")}>{isLost ? `? ${t("unknown")}` : value}</text>}
    </g>
  );
}

/** A detector: grey square with data, violet dashed ring without. Only what has news can be reached by keyboard; the list has all. */
function TagShape({ item, scale, isNamed, isQuiet, onPick }: Shape & { readonly item: PlanTag; readonly isNamed: boolean; readonly isQuiet: boolean }): ReactNode {
  const { x, y } = scale.place(item);
  const isLost = isUnknown(item.look);
  if (item.alarm || (isQuiet && !isLost)) return null;
  return (
    <g className="sl-plan-button" onClick={() => onPick({ kind: "tag", id: item.tag.id })} aria-hidden="true">
      <circle cx={x} cy={y} r="12" fill="transparent" />
      {isLost ? <circle cx={x} cy={y} r="5" fill={token("unknownTint")} stroke={token("unknown")} strokeWidth="1.5" strokeDasharray="2.5 2" /> : <rect x={x - 4} y={y - 4} width="8" height="8" rx="1.5" fill={token("border")} />}
      {isNamed && <text x={x + 9} y={y + 4} className="sl-plan-small" fill={isLost ? token("unknown") : token("text2")}>{item.tag.id}</text>}
    </g>
  );
}

interface SpottedAlarm extends PlanTag {
  readonly alarm: NonNullable<PlanTag["alarm"]>;
  /** Middle of the glyph. */
  readonly spot: { readonly x: number; readonly y: number };
  readonly isTank: boolean;
}

/** Alarms with the place of their glyph: on the detector, on the shoulder of a tank. */
function spotted(plan: Plan, scale: PlanScale, radius: number): readonly SpottedAlarm[] {
  const at = (item: PlanTag, isTank: boolean): readonly SpottedAlarm[] => {
    if (!item.alarm) return [];
    const { x, y } = scale.place(item);
    return [{ ...item, alarm: item.alarm, isTank, spot: isTank ? { x: x + radius * 0.75, y: y - radius * 0.85 } : { x, y } }];
  };
  return [...plan.tanks.flatMap((tank) => at(tank, true)), ...plan.tags.flatMap((tag) => at(tag, false))];
}

function labelWords({ tag, look }: PlanTag, unknown: string): string {
  return `${tag.id} ${"value" in look && !isUnknown(look) ? `${look.value} ${unitText(tag.unit)}` : `? ${unknown}`}`;
}

/** Only P1 and P2 that are still there carry words, the urgent ones first. */
function labelsOf(alarms: readonly SpottedAlarm[], taken: readonly Box[], width: number): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const worded = alarms.filter((one) => !one.isTank && one.alarm.priority <= "P2" && isActive(one.alarm)).sort((a, b) => a.alarm.priority.localeCompare(b.alarm.priority));
  const glyphs = alarms.map((one) => boxAt(one.spot, 24, 24));
  return placeLabels(worded.map((one) => ({ id: one.tag.id, ...one.spot, width: textWidth(labelWords(one, ""), 13) + 6 })), [...taken, ...glyphs], width);
}

/** An alarm on its place, with words where they cover nothing. */
function AlarmShape({ item, label, onPick }: { readonly item: SpottedAlarm; readonly label: { readonly x: number; readonly y: number } | undefined; readonly onPick: PlanPictureProps["onPick"] }): ReactNode {
  const { t } = useTranslation("start");
  const { alarm, tag, spot } = item;
  const what = alarm.tagId ?? tag.id;
  return (
    <g {...button(`${alarm.priority} ${what}`, () => onPick({ kind: "tag", id: what }))}>
      <g transform={`translate(${spot.x - 12} ${spot.y - 12})`}><PriorityGlyph priority={alarm.priority} state={glyphState(alarm)} size={24} /></g>
      {label && <text x={label.x} y={label.y + 4} textAnchor="middle" className="sl-plan-alarm" fill={token(`risk${Number(alarm.priority[1]) as 1 | 2 | 3 | 4}Text`)}>{labelWords(item, t("unknown"))}</text>}
    </g>
  );
}

/** A permit on a crowded plan: the shape of the legend, without words. */
function PermitDot({ pin, scale, onPick }: Shape & { readonly pin: PlanPermit }): ReactNode {
  const { x, y } = scale.place(pin);
  return <rect className="sl-plan-button" aria-hidden="true" x={x - 6} y={y - 5} width="12" height="9" rx="2" fill={token(pin.stopped ? "risk2Tint" : "card")} stroke={token(pin.stopped ? "risk2Text" : "primary")} strokeWidth="1.4" onClick={() => onPick({ kind: "permit", id: pin.permit.id })} />;
}

function PermitShape({ pin, onPick }: { readonly pin: PlanPermit & { readonly lift: number }; readonly onPick: PlanPictureProps["onPick"] }): ReactNode {
  const { text } = useLocale();
  const { permit, stopped, x, y, lift } = pin;
  const kind = workKind(text(permit.form.title));
  const label = `${kind.length > 6 ? "" : kind} ${shortNumber(permit.number)}`.trim();
  const width = Math.max(64, textWidth(label, 13) + (stopped ? 34 : 20));
  const top = y - 34 - lift;
  return (
    <g {...button(`${text(permit.form.title)} ${permit.number} ${text(permit.stateTitle)}`, () => onPick({ kind: "permit", id: permit.id }))}>
      {lift > 0 && <path d={`M${x} ${y}V${top + 24}`} stroke={token(stopped ? "risk2Text" : "primary")} strokeWidth="1" />}
      <path d={`M${x - width / 2} ${top}h${width}v22h${-width / 2 + 6}l-6 8 -6 -8h${-width / 2 + 6}z`} fill={token(stopped ? "risk2Tint" : "card")} stroke={token(stopped ? "risk2Text" : "primary")} strokeWidth="1.4" strokeLinejoin="round" />
      {stopped && <path d={`M${x - width / 2 + 11} ${top + 6}v10M${x - width / 2 + 15} ${top + 6}v10`} stroke={token("risk2Text")} strokeWidth="2" />}
      <text x={stopped ? x + 6 : x} y={top + 15.5} textAnchor="middle" className="sl-plan-pin" fill={token(stopped ? "risk2Text" : "primaryText")}>{label}</text>
    </g>
  );
}
