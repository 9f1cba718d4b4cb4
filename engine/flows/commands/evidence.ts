import { issue, type Issue } from "../../issues/issue.ts";
import type { Evidence } from "../../model/flow.ts";
import { formOf } from "../../forms/index.ts";
import { isObject, own } from "../../model/json.ts";
import type { View } from "../run/view.ts";
import type { CommandInput } from "../types.ts";

/** What evidence still lacks, all of it; and a place too far away. */
export function missingEvidence(view: View, evidence: Evidence | undefined, input: CommandInput, what: "approve" | "reject" | "return"): readonly Issue[] {
  if (!evidence) return [];
  const within = evidence.gpsWithin;
  const distance = within ? distanceTo(view, within.field, input) : null;
  const missing = [
    ...(evidence.comment?.includes(what) && !input.comment?.trim() ? ["comment"] : []),
    ...(evidence.signature && what !== "return" && !input.signature ? ["signature"] : []),
    ...(evidence.password && input.passwordOk !== true ? ["password"] : []),
    ...(evidence.photo && (input.photos ?? []).length === 0 ? ["photo"] : []),
    ...(within && distance === null ? ["gps"] : []),
  ];
  const far = within && distance !== null && distance > within.limit.value;
  return [
    ...(missing.length > 0 ? [issue("EVIDENCE_MISSING", "", { missing })] : []),
    ...(far ? [issue("EVIDENCE_TOO_FAR", "", { distanceM: distance, limitM: within.limit.value })] : []),
  ];
}

/** Metres from the acting device to the form's place field (or the one named), null when not known. */
export function distanceM(view: View, evidence: Evidence | undefined, input: CommandInput): number | null {
  const field = evidence?.gpsWithin?.field ?? formOf(view.env.form).roots.find((one) => one.kind === "place")?.xid;
  return field === undefined ? null : distanceTo(view, field, input);
}

/** A fix whose accuracy is worse than the limit proves nothing, so its error counts as distance. */
function distanceTo(view: View, field: string, { gps }: CommandInput): number | null {
  const place = own(view.answers, field);
  if (!gps || !isObject(place)) return null;
  const lat = own(place, "lat");
  const lng = own(place, "lng");
  if (![gps.lat, gps.lng, gps.accuracyM, lat, lng].every((one) => typeof one === "number" && Number.isFinite(one)) || gps.accuracyM < 0) return null;
  return Math.round(greatCircleM(gps.lat, gps.lng, lat as number, lng as number) + (gps.accuracyM > coarseFixM ? gps.accuracyM : 0));
}

/** A fix coarser than this is counted with its error; phones outdoors give 5–30 m. */
const coarseFixM = 100;
const earthRadiusM = 6_371_008.8; // IUGG mean radius

/** Haversine distance between two WGS-84 points, metres. */
export function greatCircleM(lat1: number, lng1: number, lat2: number, lng2: number): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const a = Math.sin(rad(lat2 - lat1) / 2) ** 2 + Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lng2 - lng1) / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(a)));
}
