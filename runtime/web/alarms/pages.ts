import type { PageRoute } from "../app/pageRoute.ts";

export const alarmsPages: readonly PageRoute[] = [
  { path: "/alarms", permission: "alarm.view", load: () => import("./ConsolePage.tsx") },
  { path: "/alarms/performance", permission: "alarm.view", load: () => import("./PerformancePage.tsx") },
];
