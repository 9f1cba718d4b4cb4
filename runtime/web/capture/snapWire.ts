import type { Submitted } from "@safeloop/engine";
import { api } from "../api/client.ts";
import type { FileRef } from "../api/types.ts";
import type { SnapWire } from "./outbox.ts";

/** The outbox's way to the server. Each picture and each report travels under its own key. */
export const snapWire: SnapWire = {
  upload: (photo, kind) => {
    const body = new FormData();
    body.append("file", photo.blob, kind === "photo" ? `${photo.id}.jpg` : `${photo.id}.webm`);
    return api.post<FileRef>("/files", body, { query: { kind }, idempotencyKey: photo.id });
  },
  submit: (form, data, capturedAt, key) => api.post<Submitted>("/submissions", { form, data, capturedAt }, { idempotencyKey: key }),
};
