import type { AbsenceBody, AbsenceEnded, AbsenceView } from "@safeloop/engine";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";

/** My absences, and those in which I stand in. */
export function useAbsences() {
  return useQuery({ queryKey: ["absences"], queryFn: async () => (await api.get<Page<AbsenceView>>("/absences")).items });
}

/** Inboxes change with who stands in for whom. */
function useChanged(onDone: () => void): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(["absences", "tasks", "summary"].map((noun) => client.invalidateQueries({ queryKey: [noun] })));
    onDone();
  };
}

/** Sets a deputy for a time. */
export function useAddAbsence(onDone: () => void) {
  return useMutation({ mutationFn: (body: AbsenceBody) => api.post<AbsenceView>("/absences", body), onSuccess: useChanged(onDone) });
}

/** Ends an absence now; one that has not begun is removed. */
export function useEndAbsence(onDone: () => void) {
  return useMutation({ mutationFn: (id: string) => api.post<AbsenceEnded>(`/absences/${encodeURIComponent(id)}/end`), onSuccess: useChanged(onDone) });
}
