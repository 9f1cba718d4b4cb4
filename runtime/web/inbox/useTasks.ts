import type { TaskView } from "@safeloop/engine";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";

/** My tasks, waiting or done, a hundred at a time. */
export function useTasks(state: "open" | "done") {
  return useInfiniteQuery({
    queryKey: ["tasks", "mine", state],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => api.get<Page<TaskView>>("/tasks", { mine: true, state, limit: 100, cursor: pageParam }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** Most urgent first: overdue and due tasks by their end, then those without one by age. */
export function byUrgency(tasks: readonly TaskView[]): readonly TaskView[] {
  const end = (task: TaskView): number => (task.dueAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(task.dueAt));
  return [...tasks].sort((a, b) => end(a) - end(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt));
}
