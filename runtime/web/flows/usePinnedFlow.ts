import type { DefDetail, DefVersion, FlowDefinition } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** The very revision of a flow, by its hash: what runs is drawn as it was when it began, whatever was published since. Null where that revision is not kept. */
export function usePinnedFlow(id: string, hash: string) {
  return useQuery({
    queryKey: ["flows", id, "pinned", hash], staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const path = `/flows/${encodeURIComponent(id)}`;
      const versions = await api.get<readonly DefVersion[]>(`${path}/versions`, {}, signal);
      const found = versions.find((one) => one.hash === hash);
      return found ? (await api.get<DefDetail<FlowDefinition>>(path, { revision: found.revision }, signal)).published : null;
    },
  });
}
