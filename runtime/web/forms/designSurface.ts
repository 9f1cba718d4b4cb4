import { createContext, type ReactNode, useContext } from "react";

/** What the designer wraps around the form it edits: the same view, with handles. */
export interface DesignSurface {
  /** Wraps a top-level field where it stands in its section. */
  readonly decorateField: (xid: string, field: ReactNode, isWide: boolean) => ReactNode;
  readonly decorateSection: (sectionId: string, section: ReactNode) => ReactNode;
}

export const DesignContext = createContext<DesignSurface | null>(null);

/** The surface of a form being edited; null where forms are filled or read. On a surface, fields hidden by a rule show as well. */
export function useDesignSurface(): DesignSurface | null {
  return useContext(DesignContext);
}
