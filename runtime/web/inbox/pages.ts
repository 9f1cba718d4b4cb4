import type { PageRoute } from "../app/pageRoute.ts";

export const inboxPages: readonly PageRoute[] = [
  { path: "/inbox", permission: "task.act", load: () => import("./InboxPage.tsx") },
];
