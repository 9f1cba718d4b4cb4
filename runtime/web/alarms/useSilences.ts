import type { SilenceBody, SilenceView } from "@safeloop/engine";
import { useMutation, type UseMutationResult, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";
import { api } from "../api/client.ts";

const key = ["silences"] as const;

/** Silences in force, to come, and ended in the last day. */
export function useSilences(): UseQueryResult<AllRows<SilenceView>> {
  return useQuery({ queryKey: key, queryFn: ({ signal }) => allPages<SilenceView>("/alarm-silences", {}, signal), refetchInterval: 30_000 });
}

export function useMakeSilence(onDone: () => void): UseMutationResult<SilenceView, Error, SilenceBody> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SilenceBody) => api.post<SilenceView>("/alarm-silences", body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key });
      onDone();
    },
  });
}

export function useEndSilence(): UseMutationResult<SilenceView, Error, string> {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => api.post<SilenceView>(`/alarm-silences/${encodeURIComponent(id)}/end`), onSuccess: () => client.invalidateQueries({ queryKey: key }) });
}
