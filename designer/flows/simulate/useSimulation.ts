import type { FlowDefinition, JsonObject, PackCase, SimulateActBody, SimulateBody, Simulated } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

/** What a run begins with, and what the banner says of it. */
export interface Start {
  readonly data: JsonObject;
  readonly source: "sample" | "record" | "own" | "empty";
  readonly title?: string; // of the record
  readonly initiator: string | undefined;
  readonly at: string;
}

export interface SimulationState {
  readonly start: Start;
  readonly acts: readonly SimulateActBody[];
  readonly sim: Simulated | undefined;
  readonly fault: unknown;
  readonly isBusy: boolean;
  readonly act: (act: SimulateActBody) => void;
  /** The last act in another way. */
  readonly instead: (act: SimulateActBody) => void;
  readonly undo: () => void;
  readonly reset: () => void;
  readonly begin: (start: Partial<Omit<Start, "at">>) => void;
  /** The run as a case, under a name. */
  readonly asCase: (id: string, title: string) => Promise<PackCase | undefined>;
}

function bodyOf(flow: FlowDefinition, { data, initiator, at }: Start, acts: readonly SimulateActBody[]): SimulateBody {
  return { flow: flow as unknown as JsonObject, data, at, acts, ...(initiator === undefined ? {} : { initiator }) };
}

/** A run of the definition as it stands. Each request brings it whole: the server keeps nothing of it. */
export function useSimulation(flow: FlowDefinition, first: Omit<Start, "at">): SimulationState {
  const [start, setStart] = useState<Start>(() => ({ ...first, at: new Date().toISOString() }));
  const [acts, setActs] = useState<readonly SimulateActBody[]>([]);
  const text = useMemo(() => JSON.stringify(flow), [flow]);
  const run = useQuery({
    queryKey: ["simulate", "run", text, start, acts], retry: false, staleTime: Infinity, gcTime: 60_000, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.post<Simulated>("/flows/simulate", bodyOf(flow, start, acts), { signal }),
  });
  const act = useCallback((one: SimulateActBody) => setActs((before) => [...before, one]), []);
  const instead = useCallback((one: SimulateActBody) => setActs((before) => [...before.slice(0, -1), one]), []);
  const undo = useCallback(() => setActs((before) => before.slice(0, -1)), []);
  const reset = useCallback(() => setActs([]), []);
  const begin = useCallback((change: Partial<Omit<Start, "at">>) => {
    setStart((before) => ({ ...before, ...change, at: new Date().toISOString() }));
    setActs([]);
  }, []);
  const asCase = useCallback(async (id: string, title: string) => (await api.post<Simulated>("/flows/simulate", { ...bodyOf(flow, start, acts), case: { id, title } })).case, [flow, start, acts]);
  return { start, acts, sim: run.data, fault: run.error, isBusy: run.isFetching, act, instead, undo, reset, begin, asCase };
}
