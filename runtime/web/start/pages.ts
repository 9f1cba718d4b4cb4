import type { PageRoute } from "../app/pageRoute.ts";

export const startPages: readonly PageRoute[] = [{ path: "/", load: () => import("./StartPage.tsx") }];
