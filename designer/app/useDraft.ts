import { canonicalJson, type DefDetail, type Definition, type DefinitionKind, type DraftSaved, type Issue, type Presence, type Published } from "@safeloop/engine";
import { api, ApiProblem, problemOf, useMe } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { CommandStack, type Edit } from "../commands/commandStack.ts";
import { type Check, type CheckState, useCheck } from "./useCheck.ts";
import { type Sync, useSync } from "./useSync.ts";
import { type Theirs, useTheirs } from "./useTheirs.ts";

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
  readonly merging: Merging<D>;
}

const quietMs = 500;

/** The server's issues carry codes of the same closed table; JSON cannot say so. */
function asIssues(issues: DraftSaved["issues"]): readonly Issue[] {
  return issues as unknown as readonly Issue[];
}

/** Saves what is on the stack half a second after the last edit, one request at a time, each under the ETag of the state it grew from; not while another's change stands to be merged. */
function useAutoSave<D extends Definition>(kind: DefinitionKind, id: string, stack: CommandStack<D>, sync: Sync<D>, took: Check["took"], refused: () => void, isPaused: () => boolean) {
  const busy = useRef<Promise<void> | undefined>(undefined);
  const [save, setSave] = useState<SaveState>({ kind: "saved", at: null });
  /** Resolves when what was on the stack is stored; rejects with why it is not. */
  const saveNow = useCallback(async (): Promise<void> => {
    while (busy.current) await busy.current.catch(() => undefined);
    if (!stack.isDirty) return;
    const definition = stack.present;
    const { etag, published } = sync.present;
    setSave({ kind: "saving" });
    busy.current = api.put<DraftSaved>(`/${kind}/${encodeURIComponent(id)}/draft`, { definition }, { ifMatch: etag }).then(
      (saved) => {
        sync.stored({ etag: saved.etag, base: definition, published });
        stack.markSaved(definition);
        took(asIssues(saved.issues));
        setSave({ kind: "saved", at: Date.now() });
      },
      (fault: unknown) => {
        setSave({ kind: "fault", fault });
        if (isStale(fault)) refused();
        throw fault;
      },
    );
    try {
      await busy.current;
    } finally {
      busy.current = undefined;
    }
  }, [kind, id, stack, sync, took, refused]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = stack.subscribe(() => {
      clearTimeout(timer);
      if (!stack.isDirty) setSave((now) => (now.kind === "fault" ? { kind: "saved", at: Date.now() } : now));
      else if (!isPaused()) timer = setTimeout(() => void saveNow().catch(() => undefined), quietMs);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [stack, saveNow, isPaused]);
  return { save, saveNow, isBusy: () => busy.current !== undefined };
}

/** Somebody else stored something in between: no fault, but something to merge. */
export const isStale = (fault: unknown): boolean => problemOf(fault).code === "DEF_STALE";

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

/** What merging needs: the state in common, what both made of it, and how it is taken. */
export interface Merging<D extends Definition> {
  readonly people: Presence["people"];
  /** What somebody else stored and is not merged yet. */
  readonly theirs: Theirs | undefined;
  readonly base: () => D;
  /** What is stored now, as it would be merged. */
  readonly fetch: () => Promise<Fetched<D>>;
  /** Takes what was merged as one step, over what the other stored. */
  readonly take: (merged: D, fetched: Fetched<D>) => void;
}

/** The other's newest state. */
export interface Fetched<D extends Definition> {
  readonly definition: D;
  readonly etag: string;
  readonly published: number | null;
  readonly hasDraft: boolean;
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
  const sync = useSync(stack, { etag: stored.etag, base: loaded, published: stored.published?.revision ?? null });
  const publishing = useRef(false);
  const saving = useRef<() => boolean>(() => false);
  const me = useMe();
  // What we stored ourselves while the answer is still under way may be told before it; another tab of ours is told by the next beat.
  const others = useTheirs(kind, id, (etag, by) => sync.isOurs(etag) || (by === me.person.id && (publishing.current || saving.current())));
  const theirs = others.theirs && !sync.isOurs(others.theirs.etag) ? others.theirs : sync.undone;
  const waits = useRef(false);
  useEffect(() => {
    waits.current = theirs !== undefined;
  });
  const isPaused = useCallback(() => waits.current || sync.undone !== undefined, [sync]);
  const { look, settled } = others;
  const refused = useCallback(() => void look().catch(() => undefined), [look]);
  const { save, saveNow, isBusy } = useAutoSave(kind, id, stack, sync, took, refused, isPaused);
  useEffect(() => {
    saving.current = isBusy;
  });
  useLeaveGuard(stack);
  const run = useCallback((edit: Edit<D>) => {
    stack.run(edit);
    setHasDraft(true);
  }, [stack]);
  const publish = useCallback(async (reason: string): Promise<Published> => {
    publishing.current = true;
    try {
      await saveNow();
      const published = await api.post<Published>(`/${kind}/${encodeURIComponent(id)}/publish`, { reason }, { ifMatch: sync.present.etag });
      const fresh = await api.get<DefDetail<D>>(`/${kind}/${encodeURIComponent(id)}`);
      sync.stored({ etag: fresh.etag, base: stack.present, published: published.revision });
      setPublished(published.revision);
      setHasDraft(false);
      took(asIssues(published.issues));
      return published;
    } catch (fault) {
      if (isStale(fault)) void look().catch(() => undefined);
      throw fault;
    } finally {
      publishing.current = false;
    }
  }, [kind, id, saveNow, sync, stack, took, look]);
  const fetch = useCallback(async (): Promise<Fetched<D>> => {
    const fresh = await api.get<DefDetail<D>>(`/${kind}/${encodeURIComponent(id)}`);
    const newest = fresh.draft ?? fresh.published;
    if (newest === null) throw new ApiProblem({ status: 404, code: "NOT_FOUND", title: id, detail: id });
    return { definition: newest, etag: fresh.etag, published: fresh.published?.revision ?? null, hasDraft: fresh.draft !== null };
  }, [kind, id]);
  const take = (merged: D, fetched: Fetched<D>): void => {
    if (theirs === undefined) return;
    const isTheirs = canonicalJson(merged) === canonicalJson(fetched.definition);
    const mergeKey = sync.merging(theirs, { etag: fetched.etag, base: fetched.definition, published: fetched.published });
    waits.current = false;
    settled();
    setPublished(fetched.published);
    setHasDraft(fetched.hasDraft || !isTheirs);
    stack.seal();
    stack.run({ title: { zh: `合并${theirs.by.name}的改动`, en: `Merge changes of ${theirs.by.name}` }, mergeKey, apply: () => ({ ...merged }) });
    stack.seal();
    if (isTheirs) stack.markSaved(stack.present);
  };
  const merging: Merging<D> = { people: others.people, theirs, base: () => sync.present.base, fetch, take };
  return { definition, stack, run, issues, check, checkAgain: again, save, publishedRevision, hasDraft, publish, merging, retry: () => void saveNow().catch(() => undefined) };
}
