import type { DefDetail, Definition, DefinitionKind, DraftSaved, Issue, Published } from "@safeloop/engine";
import { api, ApiProblem } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { CommandStack, type Edit } from "../commands/commandStack.ts";
import { type Check, type CheckState, useCheck } from "./useCheck.ts";

export type SaveState = { readonly kind: "saved"; readonly at: number | null } | { readonly kind: "saving" } | { readonly kind: "fault"; readonly fault: unknown };

/** A definition being edited: its undo stack, what the check says, and how saving stands. */
export interface Draft<D extends Definition> {
  readonly definition: D;
  readonly stack: CommandStack<D>;
  readonly run: (edit: Edit<D>) => void;
  readonly issues: readonly Issue[];
  readonly check: CheckState;
  readonly checkAgain: () => void;
  readonly save: SaveState;
  readonly publishedRevision: number | null;
  readonly hasDraft: boolean;
  readonly publish: (reason: string) => Promise<Published>;
  readonly retry: () => void;
}

const quietMs = 500;

/** The server's issues carry codes of the same closed table; JSON cannot say so. */
function asIssues(issues: DraftSaved["issues"]): readonly Issue[] {
  return issues as unknown as readonly Issue[];
}

/** Saves what is on the stack half a second after the last edit, one request at a time, each under the ETag of the one before. */
function useAutoSave<D extends Definition>(kind: DefinitionKind, id: string, stack: CommandStack<D>, firstEtag: string, took: Check["took"]) {
  const etag = useRef(firstEtag);
  const busy = useRef<Promise<void> | undefined>(undefined);
  const [save, setSave] = useState<SaveState>({ kind: "saved", at: null });
  /** Resolves when what was on the stack is stored; rejects with why it is not. */
  const saveNow = useCallback(async (): Promise<void> => {
    while (busy.current) await busy.current.catch(() => undefined);
    if (!stack.isDirty) return;
    const definition = stack.present;
    setSave({ kind: "saving" });
    busy.current = api.put<DraftSaved>(`/${kind}/${encodeURIComponent(id)}/draft`, { definition }, { ifMatch: etag.current }).then(
      (saved) => {
        etag.current = saved.etag;
        stack.markSaved(definition);
        took(asIssues(saved.issues));
        setSave({ kind: "saved", at: Date.now() });
      },
      (fault: unknown) => {
        setSave({ kind: "fault", fault });
        throw fault;
      },
    );
    try {
      await busy.current;
    } finally {
      busy.current = undefined;
    }
  }, [kind, id, stack, took]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = stack.subscribe(() => {
      clearTimeout(timer);
      if (stack.isDirty) timer = setTimeout(() => void saveNow().catch(() => undefined), quietMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [stack, saveNow]);
  return { etag, save, saveNow };
}

/** Warns before the page is left while something is not saved. */
function useLeaveGuard(stack: { readonly isDirty: boolean }): void {
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent): void => {
      if (stack.isDirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [stack]);
}

/** The stored definition, once; later copies come from the stack. */
export function useStored<D extends Definition>(kind: DefinitionKind, id: string) {
  return useQuery({ queryKey: [kind, id, "edit"], queryFn: () => api.get<DefDetail<D>>(`/${kind}/${encodeURIComponent(id)}`), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
}

export function useDraft<D extends Definition>(kind: DefinitionKind, id: string, stored: DefDetail<D>): Draft<D> {
  const initial = stored.draft ?? stored.published;
  if (initial === null) throw new ApiProblem({ status: 404, code: "NOT_FOUND", title: id, detail: id });
  const [loaded] = useState(initial);
  const [stack] = useState(() => new CommandStack<D>(loaded));
  const [publishedRevision, setPublished] = useState<number | null>(stored.published?.revision ?? null);
  const [hasDraft, setHasDraft] = useState(stored.draft !== null);
  const definition = useSyncExternalStore(stack.subscribe, () => stack.present);
  const { state: check, issues, took, again } = useCheck(kind, loaded);
  const { etag, save, saveNow } = useAutoSave(kind, id, stack, stored.etag, took);
  useLeaveGuard(stack);
  const run = useCallback((edit: Edit<D>) => {
    stack.run(edit);
    setHasDraft(true);
  }, [stack]);
  const publish = useCallback(async (reason: string): Promise<Published> => {
    await saveNow();
    const published = await api.post<Published>(`/${kind}/${encodeURIComponent(id)}/publish`, { reason }, { ifMatch: etag.current });
    const fresh = await api.get<DefDetail<D>>(`/${kind}/${encodeURIComponent(id)}`);
    etag.current = fresh.etag;
    setPublished(published.revision);
    setHasDraft(false);
    took(asIssues(published.issues));
    return published;
  }, [kind, id, saveNow, etag, took]);
  return { definition, stack, run, issues, check, checkAgain: again, save, publishedRevision, hasDraft, publish, retry: () => void saveNow().catch(() => undefined) };
}
