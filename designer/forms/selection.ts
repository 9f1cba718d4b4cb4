const prefix = "section:";

/** A section as the editor's selection; x-ids hold no colon, so it is never taken for a field. */
export function selectionOf(sectionId: string): string {
  return `${prefix}${sectionId}`;
}

/** The selected section; undefined when a field or nothing is selected. */
export function selectedSection(selected: string | undefined): string | undefined {
  return selected?.startsWith(prefix) ? selected.slice(prefix.length) : undefined;
}
