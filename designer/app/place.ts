import type { DefinitionKind } from "@safeloop/engine";
import { useSyncExternalStore } from "react";

/** Where the designer is: the list of a kind, or one definition with its tab. */
export interface Place {
  readonly kind: DefinitionKind;
  readonly id?: string;
  readonly tab: string;
}

const kinds: readonly DefinitionKind[] = ["forms", "flows", "rules"];
const moved = "safeloop:moved";

/** Reads the address: `/designer/forms/hot-work?tab=preview`. */
export function placeOf(pathname: string, search: string): Place {
  const [, , kind, id] = pathname.split("/");
  const tab = new URLSearchParams(search).get("tab") ?? "design";
  return { kind: kinds.find((one) => one === kind) ?? "forms", tab, ...(id ? { id: decodeURIComponent(id) } : {}) };
}

export function hrefOf(place: Partial<Place>): string {
  const path = `/designer/${place.kind ?? "forms"}${place.id ? `/${encodeURIComponent(place.id)}` : ""}`;
  return place.tab && place.tab !== "design" ? `${path}?tab=${place.tab}` : path;
}

const handed = ["tag", "from", "to"] as const;

/** What whoever came here looked at goes along from the list of rules to the rule. */
function withHanded(href: string, kind: DefinitionKind | undefined): string {
  const asked = new URLSearchParams(location.search);
  const kept = kind === "rules" ? handed.flatMap((name) => { const value = asked.get(name); return value === null ? [] : [`${name}=${encodeURIComponent(value)}`]; }) : [];
  return kept.length === 0 ? href : `${href}${href.includes("?") ? "&" : "?"}${kept.join("&")}`;
}

export function go(place: Partial<Place>): void {
  history.pushState(null, "", withHanded(hrefOf(place), place.kind));
  window.dispatchEvent(new Event(moved));
}

function subscribe(listener: () => void): () => void {
  for (const event of ["popstate", moved]) window.addEventListener(event, listener);
  return () => {
    for (const event of ["popstate", moved]) window.removeEventListener(event, listener);
  };
}

/** The present place; changes with `go` and with back and forward. */
export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [pathname = "", search = ""] = href.split("?");
  return placeOf(pathname, search);
}
