import type { JsonObject, SubmissionView, Submitted } from "@safeloop/engine";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../api/client.ts";
import { newKey } from "../api/idempotency.ts";
import { problemOf } from "../api/problem.ts";
import { serverNow } from "../components/useNow.ts";

/** A draft kept on the server. `version` guards against a second window writing over it. */
export interface StoredDraft { readonly id: string; readonly version: number; readonly number: string }

export type SaveState = { readonly is: "clean" } | { readonly is: "saving" } | { readonly is: "saved"; readonly at: number } | { readonly is: "failed"; readonly why: string };

const pauseMs = 2000;

export interface Draft {
  readonly stored: StoredDraft | undefined;
  readonly state: SaveState;
  /** Hands in the data of every change; saved after a pause. */
  readonly change: (data: JsonObject) => void;
  /** Sends the data for good, once, whatever was saved before. */
  readonly submit: (data: JsonObject) => Promise<{ readonly id: string; readonly number: string }>;
  readonly isDirty: () => boolean;
}

/** Saves a form being filled as a draft, one write at a time, and submits it. */
export function useDraft(form: string, opened: StoredDraft | undefined, onStored: (draft: StoredDraft) => void): Draft {
  const [stored, setStored] = useState(opened);
  const [state, setState] = useState<SaveState>({ is: "clean" });
  const kept = useRef({ stored: opened, unsaved: undefined as JsonObject | undefined, writing: Promise.resolve(), timer: undefined as ReturnType<typeof setTimeout> | undefined, key: newKey(), isDone: false });

  const save = useCallback(async (): Promise<void> => {
    const now = kept.current;
    const data = now.unsaved;
    if (data === undefined || now.isDone) return;
    setState({ is: "saving" });
    now.unsaved = undefined;
    try {
      const draft = await write(form, now.stored, data);
      if (now.stored === undefined) onStored(draft);
      now.stored = draft;
      setStored(draft);
      setState({ is: "saved", at: serverNow() });
    } catch (fault) {
      now.unsaved ??= data;
      setState({ is: "failed", why: problemOf(fault).detail });
    }
  }, [form, onStored]);

  const change = useCallback((data: JsonObject): void => {
    const now = kept.current;
    now.unsaved = data;
    clearTimeout(now.timer);
    now.timer = setTimeout(() => void (now.writing = now.writing.then(save)), pauseMs);
  }, [save]);

  const submit = useCallback(async (data: JsonObject): Promise<{ id: string; number: string }> => {
    const now = kept.current;
    clearTimeout(now.timer);
    await now.writing;
    const sent = now.stored === undefined ? await api.post<Submitted>("/submissions", { form, data }, { idempotencyKey: now.key }) : await api.patch<SubmissionView>(`/submissions/${encodeURIComponent(now.stored.id)}`, { data, version: now.stored.version, submit: true });
    now.unsaved = undefined;
    now.isDone = true;
    return { id: sent.id, number: sent.number };
  }, [form]);

  useEffect(() => {
    const now = kept.current;
    return () => clearTimeout(now.timer);
  }, []);
  return { stored, state, change, submit, isDirty: () => kept.current.unsaved !== undefined && !kept.current.isDone };
}

async function write(form: string, stored: StoredDraft | undefined, data: JsonObject): Promise<StoredDraft> {
  if (stored === undefined) {
    const made = await api.post<Submitted>("/submissions", { form, data, draft: true });
    return { id: made.id, number: made.number, version: (await api.get<SubmissionView>(`/submissions/${encodeURIComponent(made.id)}`)).version };
  }
  const saved = await api.patch<SubmissionView>(`/submissions/${encodeURIComponent(stored.id)}`, { data, version: stored.version });
  return { ...stored, version: saved.version };
}
