import type { Definition, DefinitionKind, Issue } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useCallback, useEffect, useRef, useState } from "react";

/** `failed`: the check did not answer, so no issues means not known. */
export type CheckState = "running" | "done" | "failed";

export interface Check {
  readonly state: CheckState;
  readonly issues: readonly Issue[];
  /** What saving or publishing answered; newer than any check still under way. */
  readonly took: (issues: readonly Issue[]) => void;
  readonly again: () => void;
}

/** Checks what was loaded; later states are checked with each save. */
export function useCheck(kind: DefinitionKind, loaded: Definition): Check {
  const [state, setState] = useState<CheckState>("running");
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const newest = useRef(0);
  const took = useCallback((found: readonly Issue[]): void => {
    newest.current += 1;
    setIssues(found);
    setState("done");
  }, []);
  const ask = useCallback((): void => {
    newest.current += 1;
    const mine = newest.current;
    const isNewest = (): boolean => mine === newest.current;
    api.post<{ issues: readonly Issue[] }>(`/${kind}/check`, { definition: loaded }).then(
      (answer) => isNewest() && took(answer.issues),
      () => isNewest() && setState("failed"),
    );
  }, [kind, loaded, took]);
  useEffect(ask, [ask]);
  const again = (): void => {
    setState("running");
    ask();
  };
  return { state, issues, took, again };
}
