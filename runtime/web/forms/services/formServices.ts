import { createContext, useContext } from "react";
import type { FileRef, OrgView, TagView } from "../../api/types.ts";

/** Something a picker offers. */
export interface Choice { readonly id: string; readonly title: string; readonly note?: string }

/** What form fields ask of the world. The app answers from the API; the designer's preview from sample data. */
export interface FormServices {
  readonly searchPeople: (q: string, role?: string) => Promise<readonly Choice[]>;
  readonly personName: (id: string) => Promise<string | undefined>;
  readonly org: () => Promise<OrgView>;
  readonly searchTags: (q: string) => Promise<readonly Choice[]>;
  readonly tag: (id: string) => Promise<TagView | undefined>;
  readonly searchAssets: (q: string) => Promise<readonly Choice[]>;
  readonly searchSubmissions: (q: string, form: string | undefined) => Promise<readonly Choice[]>;
  readonly submissionTitle: (id: string) => Promise<string | undefined>;
  readonly upload: (file: Blob, name: string, kind: string) => Promise<FileRef>;
  readonly fileUrl: (id: string) => string;
  /** Signs as the person at the screen; null where nobody is signed in. */
  readonly me: () => { readonly id: string; readonly name: string } | null;
}

export const FormServicesContext = createContext<FormServices | null>(null);

/** The services given by a provider, or undefined. */
export function useGivenServices(): FormServices | null {
  return useContext(FormServicesContext);
}
