import type { PageRoute } from "../app/pageRoute.ts";

export const submissionsPages: readonly PageRoute[] = [
  { path: "/new", permission: "submission.create", load: () => import("./GalleryPage.tsx") },
  { path: "/new/$form", permission: "submission.create", load: () => import("./NewSubmissionPage.tsx") },
  { path: "/submissions/$id", permission: "submission.read", load: () => import("./InstancePage.tsx") },
  { path: "/hazards", permission: "submission.read", load: () => import("./HazardsPage.tsx") },
  { path: "/records", permission: "submission.read", load: () => import("./RecordsPage.tsx") },
  { path: "/records/$form", permission: "submission.read", load: () => import("./RecordsPage.tsx") },
];
