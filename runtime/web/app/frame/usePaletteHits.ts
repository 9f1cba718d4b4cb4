import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../api/client.ts";
import type { Page, PersonView, SubmissionRow, TagView } from "../../api/types.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { useMay, useMe } from "../../session/useMe.ts";
import { navEntries } from "./navEntries.ts";

export interface PaletteHit { readonly group: "page" | "tag" | "record" | "person"; readonly title: string; readonly href: string; readonly isOtherApp?: true }

function useFound<T>(noun: string, q: string, permission: string): readonly T[] {
  const may = useMay();
  const { data } = useQuery({ queryKey: [noun, "palette", q], queryFn: () => api.get<Page<T>>(`/${noun}`, { q, limit: 6 }), enabled: q.length >= 2 && may(permission), placeholderData: keepPreviousData });
  return q.length >= 2 ? (data?.items ?? []) : [];
}

/** What the search shows for a text: pages by name at once, records from two characters on. */
export function usePaletteHits(text: string): readonly PaletteHit[] {
  const { t } = useTranslation("frame");
  const locale = useLocale();
  const { permissions } = useMe();
  const q = useDeferredValue(text.trim());
  const tags = useFound<TagView>("tags", q, "tag.read");
  const records = useFound<SubmissionRow>("submissions", q, "submission.read");
  const people = useFound<PersonView>("people", q, "people.read");
  const pages = navEntries(permissions).map((entry): PaletteHit => ({ group: "page", title: t(`nav.${entry.id}`), href: entry.href, ...(entry.isOtherApp === true ? { isOtherApp: true } : {}) }));
  return [
    ...pages.filter((page) => page.title.toLowerCase().includes(q.toLowerCase())),
    ...tags.map((tag): PaletteHit => ({ group: "tag", title: `${tag.id} ${locale.text(tag.title)}`, href: `/tags/${encodeURIComponent(tag.id)}` })),
    ...records.map((row): PaletteHit => ({ group: "record", title: `${row.number} ${row.title}`, href: `/submissions/${row.id}` })),
    ...people.map((person): PaletteHit => ({ group: "person", title: person.name, href: `/admin/people?person=${person.id}` })),
  ];
}
