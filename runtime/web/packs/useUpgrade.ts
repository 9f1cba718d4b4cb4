import type { PackAnswers, PackPlanView } from "@safeloop/engine";
import { keepPreviousData, useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { type Decision, withDecision } from "./review.ts";
import { packNouns, packPath } from "./usePacks.ts";

export interface Upgrade {
  readonly plan: UseQueryResult<PackPlanView>;
  readonly decisions: readonly Decision[];
  /** Takes a decision, and plans anew with it. */
  readonly decide: (decision: Decision) => void;
  readonly startAnew: () => void;
  readonly answer: (answers: PackAnswers) => void;
  readonly accept: UseMutationResult<void, Error, PackPlanView>;
  /** The sentence of a refusal because the plan had moved meanwhile; the page then shows the plan as it is now. */
  readonly moved: string | undefined;
}

interface Given {
  readonly decisions: readonly Decision[];
  readonly answers: PackAnswers;
}

const nothing: readonly Decision[] = [];

/** The plan of taking the offered version, with what was decided so far. Nothing is stored before it is accepted. */
export function useUpgrade(id: string, isAsked: boolean, onAccepted: () => void): Upgrade {
  const client = useQueryClient();
  const [given, setGiven] = useState<Given>({ decisions: nothing, answers: {} });
  const [moved, setMoved] = useState<string | undefined>(undefined);
  const plan = useQuery({
    queryKey: ["packs", id, "plan", given], enabled: isAsked, refetchOnWindowFocus: false, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.post<PackPlanView>(packPath(id, "/plan"), given, { signal }),
  });
  const accept = useMutation({
    mutationFn: async (seen: PackPlanView) => void (await api.post(packPath(id, "/upgrade"), { ...given, planHash: seen.planHash })),
    onSuccess: async () => {
      await Promise.all(packNouns.map((noun) => client.invalidateQueries({ queryKey: [noun], refetchType: "none" })));
      onAccepted();
    },
    onError: async (fault) => {
      if (!(fault instanceof ApiProblem) || fault.status !== 409) return;
      // What was decided on another plan does not count on this one: a decision could drop a change nobody was asked about.
      setMoved(fault.problem.detail);
      setGiven((old) => ({ ...old, decisions: nothing }));
      await client.invalidateQueries({ queryKey: ["packs"] });
    },
  });
  return {
    plan, accept, moved, decisions: given.decisions,
    decide: (decision) => { setMoved(undefined); setGiven((old) => ({ ...old, decisions: withDecision(old.decisions, decision) })); },
    startAnew: () => setGiven((old) => ({ ...old, decisions: nothing })),
    answer: (answers) => setGiven((old) => ({ ...old, answers })),
  };
}
