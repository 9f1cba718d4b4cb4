import type { I18nText } from "@safeloop/engine";
import type { DefSummary, PackView } from "../api/types.ts";

/** How a pack stands here: another version waits, in force, or not installed. */
export type PackState = "upgrade" | "installed" | "absent";

/** One card of the gallery: a template of a pack, or a form made here. */
export interface GalleryItem {
  readonly id: string;
  readonly title: I18nText;
  readonly category: string;
  readonly basis?: string;
  readonly form?: string;
  readonly flow?: string;
  readonly rules: readonly string[];
  readonly counts?: PackView["templates"][number]["counts"];
  readonly pack?: PackView;
  /** The published revision of its form; undefined when it cannot be started. */
  readonly revision?: number;
}

export function packState({ installed }: PackView): PackState {
  return installed === null ? "absent" : installed.pending ? "upgrade" : "installed";
}

const order = ["permit", "hazard", "people", "contractor", "emergency", "equipment", "warning", "local"];

/** Templates of all packs, then forms made here that no template names. */
export function galleryItems(packs: readonly PackView[], forms: readonly DefSummary[]): GalleryItem[] {
  const published = new Map(forms.flatMap((form) => (form.published ? [[form.id, form.published.revision] as const] : [])));
  const revisionOf = (form: string | undefined): { readonly revision?: number } => {
    const revision = form === undefined ? undefined : published.get(form);
    return revision === undefined ? {} : { revision };
  };
  const templates = packs.flatMap((pack) => pack.templates.map(({ rules, ...template }): GalleryItem => ({ ...template, rules: rules ?? [], pack, ...revisionOf(template.form) })));
  const named = new Set(templates.map((item) => item.form));
  const own = forms.filter((form) => form.published && !named.has(form.id)).map((form): GalleryItem => ({ id: `form:${form.id}`, title: form.title, category: "local", form: form.id, rules: [], ...revisionOf(form.id) }));
  const rank = (item: GalleryItem): number => order.indexOf(item.category);
  return [...templates, ...own].sort((a, b) => rank(a) - rank(b));
}

/** The numbers of the headline. `upgradable` counts packs, since a pack is upgraded whole; the rest are templates. */
export function galleryCounts(items: readonly GalleryItem[]): { readonly templates: number; readonly installed: number; readonly upgradable: readonly PackView[] } {
  const ofPacks = items.flatMap((item) => (item.pack ? [item.pack] : []));
  return { templates: items.length, installed: ofPacks.filter((pack) => pack.installed !== null).length, upgradable: [...new Set(ofPacks.filter((pack) => packState(pack) === "upgrade"))] };
}

/** Categories that occur, in the order of the catalogue, with their counts. */
export function categoriesOf(items: readonly GalleryItem[]): readonly { readonly id: string; readonly count: number }[] {
  return order.map((id) => ({ id, count: items.filter((item) => item.category === id).length })).filter(({ count }) => count > 0);
}

/** What a filter shows; words are looked for in both titles, the id, the basis and the pack. `state` is that of the pack, "" for all. */
export function filterGallery(items: readonly GalleryItem[], category: string, q: string, state = ""): GalleryItem[] {
  const words = q.trim().toLowerCase();
  const heap = (item: GalleryItem): string => `${item.title.zh} ${item.title.en} ${item.id} ${item.basis ?? ""} ${item.pack ? `${item.pack.title.zh} ${item.pack.title.en} ${item.pack.publisher}` : ""}`.toLowerCase();
  return items.filter((item) => (category === "" || item.category === category) && (state === "" || (item.pack !== undefined && packState(item.pack) === state)) && (words === "" || heap(item).includes(words)));
}
