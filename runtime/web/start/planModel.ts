import type { Area, PermitConflict, Priority } from "@safeloop/engine";
import type { AlarmView, PermitRow, TagView } from "../api/types.ts";
import { isActive, isUnacked } from "../alarms/alarmState.ts";
import { sortAlarms, tabOf } from "../alarms/alarmOrder.ts";
import { isInField, laneOf } from "../permits/permitLane.ts";
import { planConflictsOf, type PlanConflicts } from "./planConflicts.ts";
import { isUnknown, tagLook, type TagLook } from "../tags/tagLook.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the plan draws at one place, in metres of the site grid. */
export interface PlanTag extends Point {
  readonly tag: TagView;
  readonly look: TagLook;
  readonly alarm: AlarmView | undefined;
}

export interface PlanTank extends PlanTag {
  readonly asset: string;
  /** How many instruments of the tank have no data. */
  readonly lost: number;
  /** 0…1, undefined when not known: the ring is then dashed, never empty. */
  readonly fill: number | undefined;
}

export interface PlanPermit extends Point {
  readonly permit: PermitRow;
  readonly stopped: boolean;
}

export interface PlanArea {
  readonly area: Area & { readonly bounds: NonNullable<Area["bounds"]> };
  readonly worst: Priority | undefined;
  readonly unknown: number;
  readonly total: number;
}

export interface Plan {
  readonly extent: { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | undefined;
  readonly areas: readonly PlanArea[];
  readonly tanks: readonly PlanTank[];
  readonly tags: readonly PlanTag[];
  readonly permits: readonly PlanPermit[];
  readonly conflicts: PlanConflicts;
  /** What has no place to be drawn at; the list beside the plan still has it. */
  readonly unplaced: { readonly tags: number; readonly permits: number };
}

interface PlanInput {
  readonly areas: readonly Area[];
  readonly tags: readonly TagView[];
  readonly alarms: readonly AlarmView[];
  readonly permits: readonly PermitRow[];
  readonly conflicts?: readonly PermitConflict[];
  readonly now: number;
}

/** The plan of what is where and how it is, from positions alone: no drawing has to be uploaded first. */
export function planOf({ areas, tags, alarms, permits, conflicts = [], now }: PlanInput): Plan {
  const worstOf = worstByTag(alarms);
  const placed = tags.flatMap((tag): PlanTag[] =>
    tag.position ? [{ x: tag.position.x, y: tag.position.y, tag, look: tagLook(tag, now), alarm: worstOf.get(tag.id) }] : [],
  );
  const tanks = tanksOf(placed);
  const drawnAsTank = new Set(tanks.map((tank) => tank.asset));
  const live = permits.filter(isInField);
  const spots = live.flatMap((permit): PlanPermit[] => (permit.position ? [{ ...permit.position, permit, stopped: laneOf(permit) === "stopped" }] : []));
  const between = planConflictsOf(conflicts, spots);
  const planAreas = areas.flatMap((area) => areaOf(area, tags, alarms, now));
  return {
    extent: extentOf(planAreas, [...placed, ...spots, ...between.others]),
    areas: planAreas,
    tanks,
    tags: placed.filter((one) => !one.tag.asset || !drawnAsTank.has(one.tag.asset)),
    permits: spots,
    conflicts: between,
    unplaced: { tags: tags.length - placed.length, permits: live.length - spots.length },
  };
}

/** The alarm that decides the look of each tag. */
function worstByTag(alarms: readonly AlarmView[]): Map<string, AlarmView> {
  const worst = new Map<string, AlarmView>();
  for (const alarm of sortAlarms(alarms)) {
    if (!alarm.tagId || tabOf(alarm) !== "active" || !(isActive(alarm) || isUnacked(alarm))) continue;
    if (!worst.has(alarm.tagId)) worst.set(alarm.tagId, alarm);
  }
  return worst;
}

/**
 * One tank per asset that has a level; its instruments stand on one spot, so
 * the tank carries the worst alarm of all of them. The level shown is the
 * first known one, else the first.
 */
function tanksOf(placed: readonly PlanTag[]): PlanTank[] {
  const assets = new Set(placed.flatMap(({ tag }) => (tag.asset && tag.measurement === "level" ? [tag.asset] : [])));
  return [...assets].flatMap((asset): PlanTank[] => {
    const own = placed.filter((one) => one.tag.asset === asset);
    const levels = own.filter((one) => one.tag.measurement === "level");
    const level = levels.find((one) => !isUnknown(one.look)) ?? levels[0];
    if (!level) return [];
    const [alarm] = sortAlarms(own.flatMap((one) => one.alarm ?? []));
    return [{ ...level, alarm, asset, fill: fillOf(level), lost: own.filter((one) => isUnknown(one.look)).length }];
  });
}

function fillOf({ tag, look }: PlanTag): number | undefined {
  if (look.kind !== "known" && look.kind !== "uncertain") return undefined;
  const { min, max } = tag.range ?? { min: 0, max: 100 };
  const value = Number(look.value);
  return Number.isFinite(value) && max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : undefined;
}

function areaOf(area: Area, tags: readonly TagView[], alarms: readonly AlarmView[], now: number): PlanArea[] {
  if (!area.bounds) return [];
  const own = tags.filter((tag) => tag.area === area.id);
  const worst = sortAlarms(alarms.filter((alarm) => alarm.area?.id === area.id && tabOf(alarm) === "active"))[0];
  return [{
    area: { ...area, bounds: area.bounds },
    worst: worst?.priority,
    unknown: own.filter((tag) => isUnknown(tagLook(tag, now))).length,
    total: own.length,
  }];
}

function extentOf(areas: readonly PlanArea[], points: readonly Point[]): Plan["extent"] {
  const xs = [...areas.flatMap(({ area: { bounds } }) => [bounds.x, bounds.x + bounds.w]), ...points.map((point) => point.x)];
  const ys = [...areas.flatMap(({ area: { bounds } }) => [bounds.y, bounds.y + bounds.h]), ...points.map((point) => point.y)];
  if (xs.length === 0) return undefined;
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, w: Math.max(Math.max(...xs) - x, 1), h: Math.max(Math.max(...ys) - y, 1) };
}

/** Moves call-outs up until none covers another or one of the fixed places; the pointed-at place stays. Sizes in the units of the points. */
export function dodge<T extends Point>(pins: readonly T[], width: number, height: number, fixed: readonly Point[] = []): readonly (T & { readonly lift: number })[] {
  const taken = fixed.map((point) => ({ ...point, lift: 0 }));
  const done: (T & { readonly lift: number })[] = [];
  for (const pin of [...pins].sort((a, b) => b.y - a.y || a.x - b.x)) {
    let lift = 0;
    while ([...taken, ...done].some((other) => Math.abs(other.x - pin.x) < width && Math.abs(other.y - other.lift - (pin.y - lift)) < height)) lift += height;
    done.push({ ...pin, lift });
  }
  return done;
}
