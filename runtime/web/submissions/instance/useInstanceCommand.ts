import type { InstanceCommandBody, InstanceReply, InstanceView } from "@safeloop/engine";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

/** Gives a command on an instance under the state the person saw. */
export function useInstanceCommand(instance: InstanceView) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<InstanceCommandBody, "version">) => api.post<InstanceReply>(`/instances/${encodeURIComponent(instance.id)}/commands`, { ...body, version: instance.seq }),
    onSettled: () => Promise.all(["submissions", "tasks", "permits", "summary"].map((noun) => client.invalidateQueries({ queryKey: [noun] }))),
  });
}
