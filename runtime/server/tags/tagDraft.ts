import { type Issue, issue, sameDimension, type Tag, unitOf } from "@safeloop/engine";
import type { TenantDirectory } from "../context.ts";

/** A tag as a caller gives it: the area may be its code. */
export type TagDraft = Omit<Tag, "orgId">;

/** Resolves the area and checks what a schema cannot. */
export function completeTag(draft: TagDraft, directory: TenantDirectory): { readonly tag: Tag } | { readonly issues: readonly Issue[] } {
  const area = directory.area(draft.area) ?? directory.areas.find((one) => one.code === draft.area);
  if (!area) return { issues: [issue("TAG_AREA_UNKNOWN", "/area", { area: draft.area })] };
  if (draft.range && draft.range.min >= draft.range.max) return { issues: [issue("TAG_RANGE", "/range", { min: draft.range.min, max: draft.range.max })] };
  if (draft.signal !== undefined && !isLoop(draft)) return { issues: [issue("TAG_SIGNAL", "/signal", { id: draft.id })] };
  return { tag: { ...draft, area: area.id, orgId: area.orgId } };
}

/** A loop current stands for a value only over a range, and only where the value itself is no current. */
function isLoop({ range, unit }: TagDraft): boolean {
  return range !== undefined && unit !== "" && !sameDimension(unitOf(unit), unitOf("mA"));
}
