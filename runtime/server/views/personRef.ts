import type { Directory, PersonRef } from "@safeloop/engine";

/** A person with the name of today; an id the directory does not know (a token, the system) is its own name. */
export function personRef(directory: Directory, id: string, fallback: string = id): PersonRef {
  return { id, name: directory.person(id)?.name ?? fallback };
}
