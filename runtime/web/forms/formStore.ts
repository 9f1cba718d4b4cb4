import type { Answers, CheckResult, FieldAccess, FormState, Issue } from "@safeloop/engine";

/** What the fields of one FormView share. Changes reach only the fields that read what changed. */
export interface FormSnapshot {
  readonly state: FormState;
  /** Issues by JSON Pointer. */
  readonly issues: ReadonlyMap<string, readonly Issue[]>;
  /** Failing checks by x-id of the fields they read. */
  readonly checks: ReadonlyMap<string, readonly CheckResult[]>;
  readonly access: (xid: string) => FieldAccess;
  /** True once a submit was tried: every error shows. Before that only those of fields already left. */
  readonly isTried: boolean;
}

/** A tiny store: `useSyncExternalStore` reads it, FormView writes it. */
export class FormStore {
  private snapshot: FormSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly left = new Set<string>();

  constructor(first: FormSnapshot) {
    this.snapshot = first;
  }

  readonly get = (): FormSnapshot => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  set(next: Partial<FormSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...next };
    this.listeners.forEach((listener) => listener());
  }

  /** Marks a field as visited and left, by JSON Pointer. */
  leave(pointer: string): void {
    if (this.left.has(pointer)) return;
    this.left.add(pointer);
    this.set({});
  }

  isLeft(pointer: string): boolean {
    return this.left.has(pointer);
  }

  answers(): Answers {
    return this.snapshot.state.answers;
  }
}
