import type { JsonObject } from "@safeloop/engine";

/** The form a snap is sent as. Its keys are the contract between this page and the template. */
export const snapForm = "hazard-report-snap";
export const maxPhotos = 9;

export type SnapKind = "unsafe-condition" | "unsafe-act" | "management" | "environment";
export const snapKinds: readonly SnapKind[] = ["unsafe-condition", "unsafe-act", "management", "environment"];

/** A picture on this device. `fileId` once the server has it. */
export interface SnapPhoto {
  readonly id: string;
  readonly blob: Blob;
  readonly fileId?: string;
}

export interface SnapPlace {
  readonly area?: string;
  readonly areaTitle?: string;
  readonly text?: string;
  readonly lat?: number;
  readonly lng?: number;
  readonly accuracyM?: number;
}

/** One report as kept on this device. `id` is its idempotency key: sent again under it, it is stored once. */
export interface Report {
  readonly id: string;
  readonly capturedAt: string; // ISO
  readonly photos: readonly SnapPhoto[];
  readonly voice?: SnapPhoto;
  readonly place: SnapPlace;
  readonly desc: string;
  readonly kind?: SnapKind;
  readonly urgent: boolean;
  readonly anonymous: boolean;
  readonly state: "draft" | "queued" | "sent" | "refused";
  readonly number?: string;
  readonly submissionId?: string;
  /** Why the server refused it. */
  readonly why?: string;
  readonly sentAt?: string;
}

/** An empty report, made when the shutter is first pressed or the page opened. */
export function newReport(id: string, capturedAt: string): Report {
  return { id, capturedAt, photos: [], place: {}, desc: "", urgent: false, anonymous: false, state: "draft" };
}

/** True when there is something to send: a picture, a voice note or words. */
export function hasContent(report: Report): boolean {
  return report.photos.length > 0 || report.voice !== undefined || report.desc.trim() !== "";
}

/** What still has to travel, in bytes. */
export function bytesLeft(report: Report): number {
  if (report.state !== "queued") return 0;
  return [...report.photos, ...(report.voice ? [report.voice] : [])].filter((photo) => photo.fileId === undefined).reduce((sum, photo) => sum + photo.blob.size, 0);
}

/** The words shown for a report in lists. */
export function reportTitle(report: Report): string {
  return report.desc.trim().split("\n")[0] ?? "";
}

/** The place as the form stores it. A report without any place says so in words: "no fix" never blocks. */
function placeOf(place: SnapPlace, noPlace: string): JsonObject {
  const { area, text, lat, lng, accuracyM } = place;
  const known = { ...(area === undefined ? {} : { area }), ...(text === undefined || text === "" ? {} : { text }), ...(lat === undefined || lng === undefined ? {} : { lat, lng }), ...(accuracyM === undefined ? {} : { accuracyM }) };
  return Object.keys(known).length === 0 ? { text: noPlace } : known;
}

/** The submission's data by key. Every picture must have its `fileId` by now. */
export function dataOf(report: Report, noPlace: string): JsonObject {
  return {
    ...(report.photos.length === 0 ? {} : { photos: report.photos.map((photo) => ({ file: photo.fileId ?? "" })) }),
    ...(report.voice === undefined ? {} : { voice: { file: report.voice.fileId ?? "" } }),
    place: placeOf(report.place, noPlace),
    ...(report.desc.trim() === "" ? {} : { desc: report.desc.trim() }),
    ...(report.kind === undefined ? {} : { kind: report.kind }),
    urgent: report.urgent,
    anonymous: report.anonymous,
  };
}
