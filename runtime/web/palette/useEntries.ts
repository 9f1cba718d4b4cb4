import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { usePeople } from "../admin/usePeople.ts";
import { allPages, type AllRows } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { DefSummary, Page, PersonView, SubmissionRow, TagView } from "../api/types.ts";
import { navEntries } from "../app/frame/navEntries.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { usePacks } from "../packs/usePacks.ts";
import { useMay, useMe } from "../session/useMe.ts";
import type { PaletteEntry } from "./entry.ts";

/** Goes to an address; `isOtherApp`: it is another page of the product. */
export type Leave = (href: string, isOtherApp: boolean) => void;

const minutes = 60_000;
const none: readonly never[] = [];

/** The whole list of a noun, read once in a while; nothing for whom it is not. */
function useAll<T>(noun: string, permission: string): AllRows<T> | undefined {
  const may = useMay();
  return useQuery({ queryKey: [noun, "palette"], queryFn: ({ signal }) => allPages<T>(`/${noun}`, {}, signal), enabled: may(permission), staleTime: 5 * minutes }).data;
}

/** What the server finds while somebody types. */
function useAsked<T>(noun: string, q: string, isAsked: boolean): readonly T[] {
  const isOn = isAsked && q.length >= 2;
  const { data } = useQuery({ queryKey: [noun, "palette", q], queryFn: ({ signal }) => api.get<Page<T>>(`/${noun}`, { q, limit: 8 }, signal), enabled: isOn, placeholderData: keepPreviousData });
  return isOn ? (data?.items ?? none) : none;
}

function usePages(leave: Leave): readonly PaletteEntry[] {
  const { t } = useTranslation("frame");
  const { permissions } = useMe();
  return useMemo(() => navEntries(permissions).map(({ id, href, isOtherApp = false }): PaletteEntry => ({ key: `page:${id}`, group: "page", title: t(`nav.${id}`), also: [id], open: () => leave(href, isOtherApp) })), [permissions, t, leave]);
}

function useTemplates(leave: Leave): readonly PaletteEntry[] {
  const may = useMay();
  const { text } = useLocale();
  const { data: packs } = usePacks(may("form.read"));
  return useMemo(() => (packs ?? []).flatMap((pack) => pack.templates.map((one): PaletteEntry => ({ key: `template:${pack.id}:${one.id}`, group: "template", title: text(one.title), also: [one.title.zh, one.title.en, one.id], open: () => leave(`/templates?template=${encodeURIComponent(one.id)}`, false) }))), [packs, text, leave]);
}

/** Definitions for whom may edit them; a form leads others to its records. */
function useDefinitions(noun: "forms" | "flows" | "rules", group: "form" | "flow" | "rule", leave: Leave): readonly PaletteEntry[] {
  const may = useMay();
  const { text } = useLocale();
  const mayEdit = may(`${group}.edit`);
  const all = useAll<DefSummary>(noun, "form.read");
  const isListed = mayEdit || (noun === "forms" && may("submission.read"));
  return useMemo(() => (isListed ? (all?.items ?? []) : []).map((one): PaletteEntry => ({
    key: `${noun}:${one.id}`, group, title: text(one.title), also: [one.title.zh, one.title.en, one.id],
    open: () => (mayEdit ? leave(`/designer/${noun}/${encodeURIComponent(one.id)}`, true) : leave(`/records/${encodeURIComponent(one.id)}`, false)),
  })), [all, group, isListed, leave, mayEdit, noun, text]);
}

/** What is searched here, and what the server found beyond it. */
interface Found {
  readonly here: readonly PaletteEntry[];
  readonly asked: readonly PaletteEntry[];
}

function useTagEntries(q: string, leave: Leave): Found {
  const { text } = useLocale();
  const may = useMay();
  const all = useAll<TagView>("tags", "tag.read");
  const asked = useAsked<TagView>("tags", q, all?.cut === true && may("tag.read"));
  const entry = useCallback((tag: TagView): PaletteEntry => ({ key: `tag:${tag.id}`, group: "tag", title: `${tag.id} ${text(tag.title)}`, also: [tag.title.zh, tag.title.en], open: () => leave(`/tags/${encodeURIComponent(tag.id)}`, false) }), [text, leave]);
  return useFound(all?.items, asked, entry);
}

function usePersonEntries(q: string, leave: Leave): Found {
  const may = useMay();
  const { data: all } = usePeople(may("people.read"));
  const asked = useAsked<PersonView>("people", q, all?.cut === true);
  const entry = useCallback((one: PersonView): PaletteEntry => ({ key: `person:${one.id}`, group: "person", title: one.name, also: [one.login], note: one.login, open: () => leave(`/admin/people?person=${one.id}`, false) }), [leave]);
  return useFound(all?.items, asked, entry);
}

/** The newest records, found by readings of their title too, and what the server finds in all of them by what is written. */
function useRecords(q: string, leave: Leave): Found {
  const may = useMay();
  const mayRead = may("submission.read");
  const { data: newest } = useQuery({ queryKey: ["submissions", "palette"], queryFn: ({ signal }) => api.get<Page<SubmissionRow>>("/submissions", { limit: 200 }, signal), enabled: mayRead, staleTime: minutes });
  const asked = useAsked<SubmissionRow>("submissions", q, mayRead);
  const entry = useCallback((row: SubmissionRow): PaletteEntry => ({ key: `record:${row.id}`, group: "record", title: `${row.number} ${row.title}`, also: [row.title], open: () => leave(`/submissions/${row.id}`, false) }), [leave]);
  return useFound(newest?.items, asked, entry);
}

function useFound<T>(here: readonly T[] | undefined, asked: readonly T[], entry: (one: T) => PaletteEntry): Found {
  return useMemo(() => ({ here: (here ?? []).map(entry), asked: asked.map(entry) }), [here, asked, entry]);
}

/** All that is found from every page: pages, templates, definitions, tags, people and records, each for whom it is. */
export function useEntries(q: string, leave: Leave): Found {
  const pages = usePages(leave);
  const templates = useTemplates(leave);
  const forms = useDefinitions("forms", "form", leave);
  const flows = useDefinitions("flows", "flow", leave);
  const rules = useDefinitions("rules", "rule", leave);
  const tags = useTagEntries(q, leave);
  const people = usePersonEntries(q, leave);
  const records = useRecords(q, leave);
  return useMemo(() => ({
    here: [...pages, ...templates, ...forms, ...flows, ...rules, ...tags.here, ...people.here, ...records.here],
    asked: [...tags.asked, ...people.asked, ...records.asked],
  }), [pages, templates, forms, flows, rules, tags, people, records]);
}
