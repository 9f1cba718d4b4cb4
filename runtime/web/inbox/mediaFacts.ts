import { type CompiledForm, type FieldAccessMap, type I18nText, type JsonObject } from "@safeloop/engine";
import { accessOf } from "../forms/accessOf.ts";
import { fileIds } from "../forms/media/useUploads.ts";

type MediaKind = "photo" | "video" | "audio";

/** What others photographed, filmed or recorded in one field. */
export interface MediaFact {
  readonly key: string;
  readonly title: I18nText;
  readonly kind: MediaKind;
  readonly ids: readonly string[];
}

const isMedia = (kind: string): kind is MediaKind => kind === "photo" || kind === "video" || kind === "audio";

/** The pictures and recordings a person may only look at here; what they add themselves stands in their own section. */
export function mediaFacts(form: CompiledForm, access: FieldAccessMap, data: JsonObject): readonly MediaFact[] {
  const may = accessOf(form, access);
  return form.roots.flatMap(({ key, xid, kind, title }) => {
    const ids = isMedia(kind) && may(xid) === "read" ? fileIds(data[key]) : [];
    return ids.length > 0 && isMedia(kind) ? [{ key, title, kind, ids }] : [];
  });
}
