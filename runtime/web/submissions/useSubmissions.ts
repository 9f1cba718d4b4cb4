import type { SubmissionRow } from "@safeloop/engine";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api, apiUrl } from "../api/client.ts";
import type { Page } from "../api/types.ts";

/** Filters of a list of submissions, as the API names them. */
export interface SubmissionFilter {
  readonly form?: string | undefined;
  readonly state?: string | undefined;
  readonly q?: string | undefined;
  readonly mine?: boolean | undefined;
  readonly sort?: string | undefined;
  /** `f.<x-id>` and `f.<x-id>.gte` members. */
  readonly fields?: { readonly [name: string]: string };
}

function queryOf({ fields, ...filter }: SubmissionFilter): { readonly [name: string]: string | boolean | undefined } {
  return { ...filter, ...fields };
}

/** Pages of submissions, newest first unless sorted otherwise. */
export function useSubmissions(filter: SubmissionFilter) {
  return useInfiniteQuery({
    queryKey: ["submissions", "list", filter],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => api.get<Page<SubmissionRow>>("/submissions", { ...queryOf(filter), limit: 50, total: true, cursor: pageParam }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** Where the same list comes as CSV. */
export function csvUrl(filter: SubmissionFilter): string {
  return apiUrl("/submissions/export.csv", queryOf(filter));
}
