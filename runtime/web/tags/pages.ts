import type { PageRoute } from "../app/pageRoute.ts";

export const tagsPages: readonly PageRoute[] = [
  { path: "/tags", permission: "tag.read", load: () => import("./TagsPage.tsx") },
  { path: "/tags/$id", permission: "tag.read", load: () => import("./TrendPage.tsx") },
];
