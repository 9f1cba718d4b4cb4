import type { SubmissionRow, SubmissionView } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client.ts";
import { newKey } from "../api/idempotency.ts";
import type { Page } from "../api/types.ts";

/** What the page opens: nothing yet, an empty form, or a draft. */
export interface Opened { readonly draft: SubmissionView | undefined; readonly isReady: boolean; readonly fault: unknown; readonly retry: () => void }

/**
 * The draft named, else the one last worked on of this form; with `isFresh`
 * none. Read once, by each page for itself: what another page read before is
 * older than what it then saved, and to go on from there would lose that.
 */
export function useOpenedDraft(form: string, named: string, isFresh: boolean): Opened {
  const [reader] = useState(newKey);
  const looks = named === "" && !isFresh;
  const once = { staleTime: Infinity, gcTime: 0, refetchOnMount: false } as const;
  const latest = useQuery({ ...once, queryKey: ["drafts", form, reader], enabled: looks, queryFn: () => api.get<Page<SubmissionRow>>("/submissions", { form, mine: true, state: "draft", sort: "-updatedAt", limit: 1 }) });
  const id = named === "" ? (looks ? latest.data?.items[0]?.id : undefined) : named;
  const draft = useQuery({ ...once, queryKey: ["draft", id ?? "", reader], enabled: id !== undefined, queryFn: () => api.get<SubmissionView>(`/submissions/${encodeURIComponent(id ?? "")}`) });
  const asked = id === undefined ? latest : draft;
  return { draft: id === undefined ? undefined : draft.data, isReady: id === undefined ? !looks || !latest.isPending : draft.isSuccess, fault: asked.error, retry: () => void asked.refetch() };
}
