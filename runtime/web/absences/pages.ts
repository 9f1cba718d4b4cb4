import type { PageRoute } from "../app/pageRoute.ts";

export const absencesPages: readonly PageRoute[] = [
  { path: "/absences", load: () => import("./AbsencesPage.tsx") },
];
