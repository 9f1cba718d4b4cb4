import type { JsonObject, SubmissionView, Submitted } from "@safeloop/engine";
import { api } from "../api/client.ts";

/** A draft kept on the server. `version` guards against a second window writing over it. */
export interface StoredDraft { readonly id: string; readonly version: number | undefined; readonly number: string }
/** A draft opened again, with the data it holds. */
export interface OpenedDraft { readonly draft: StoredDraft; readonly data: JsonObject; readonly savedAt: number }
export interface Sent { readonly id: string; readonly number: string }

/** How drafts reach the server; a test gives its own. Repeated under its key a write happens once. */
export interface DraftWire {
  readonly make: (data: JsonObject, key: string) => Promise<StoredDraft>;
  readonly version: (id: string) => Promise<number>;
  readonly change: (draft: StoredDraft, data: JsonObject, key: string) => Promise<StoredDraft>;
  readonly submit: (draft: StoredDraft | undefined, data: JsonObject, key: string) => Promise<Sent>;
}

const path = (id: string): string => `/submissions/${encodeURIComponent(id)}`;

export function draftWire(form: string): DraftWire {
  return {
    make: async (data, idempotencyKey) => {
      const made = await api.post<Submitted>("/submissions", { form, data, draft: true }, { idempotencyKey });
      return { id: made.id, number: made.number, version: undefined };
    },
    version: async (id) => (await api.get<SubmissionView>(path(id))).version,
    change: async (draft, data, idempotencyKey) => ({ ...draft, version: (await api.patch<SubmissionView>(path(draft.id), { data, version: draft.version }, { idempotencyKey })).version }),
    submit: async (draft, data, idempotencyKey) => {
      if (draft === undefined) return api.post<Submitted>("/submissions", { form, data }, { idempotencyKey });
      return api.patch<SubmissionView>(path(draft.id), { data, version: draft.version, submit: true }, { idempotencyKey });
    },
  };
}
