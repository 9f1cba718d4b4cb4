import type { PageRoute } from "../app/pageRoute.ts";

export const packsPages: readonly PageRoute[] = [
  { path: "/templates", permission: "form.read", load: () => import("./GalleryPage.tsx") },
  { path: "/templates/board", permission: "pack.edit", load: () => import("./BoardPage.tsx") },
  { path: "/templates/$packId/upgrade", permission: "pack.edit", load: () => import("./UpgradePage.tsx") },
  { path: "/templates/$packId/try/$templateId", permission: "form.read", load: () => import("./TryPage.tsx") },
  { path: "/templates/$packId/changes", permission: "form.read", load: () => import("./ChangesPage.tsx") },
];
