import type { FunctionComponent } from "react";

/** One page of the daily app. A noun lists its pages in `<noun>/pages.ts`; `app/routes.tsx` collects them. */
export interface PageRoute {
  /** Path below the root with `$name` parameters: `/submissions/$id`. */
  readonly path: string;
  /** Needed to open the page; its navigation entry is hidden without it. */
  readonly permission?: string;
  readonly load: () => Promise<{ readonly default: FunctionComponent }>;
}
