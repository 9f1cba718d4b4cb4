import type { NoticeView } from "@safeloop/engine";
import type { Notice } from "./noticeStore.ts";

/** A notice as the API shows it. */
export function noticeView({ at, readAt, ...notice }: Notice): NoticeView {
  return { ...notice, at: new Date(at).toISOString(), readAt: readAt === null ? null : new Date(readAt).toISOString() };
}
