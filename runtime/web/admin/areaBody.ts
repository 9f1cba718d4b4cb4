import type { Area } from "@safeloop/engine";

export interface AreaValues {
  readonly title: Area["title"];
  readonly code: string;
  readonly orgId: string;
  readonly risk: Area["risk"];
  readonly hazardClass?: string;
  readonly gasZone?: string;
  readonly bounds?: { readonly x?: number | null; readonly y?: number | null; readonly w?: number | null; readonly h?: number | null };
}

/** The body of the request: empty texts and an empty rectangle are left out. Undefined when the rectangle is given in part. */
export function areaBody(values: AreaValues): Omit<Area, "id"> | undefined {
  const { x, y, w, h } = values.bounds ?? {};
  const given = [x, y, w, h].filter((one) => typeof one === "number");
  if (given.length !== 0 && given.length !== 4) return undefined;
  const { title, code, orgId, risk } = values;
  return {
    title, code: code.trim(), orgId, risk,
    ...(values.hazardClass?.trim() ? { hazardClass: values.hazardClass.trim() } : {}),
    ...(values.gasZone?.trim() ? { gasZone: values.gasZone.trim() } : {}),
    ...(given.length === 4 ? { bounds: { x: x as number, y: y as number, w: w as number, h: h as number } } : {}),
  };
}
