import type { InstanceReply, JsonObject, TaskCommandBody, TaskView } from "@safeloop/engine";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** Gives a command on a task under the version the person saw. On success every list that may show it is read again. */
export function useTaskCommand(task: TaskView, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<TaskCommandBody, "version"> & { readonly data?: JsonObject }) => api.post<InstanceReply>(`/tasks/${encodeURIComponent(task.id)}/commands`, { ...body, version: task.version }),
    onSuccess: async () => {
      await Promise.all(["tasks", "submissions", "permits", "summary"].map((noun) => client.invalidateQueries({ queryKey: [noun] })));
      onDone?.();
    },
  });
}
