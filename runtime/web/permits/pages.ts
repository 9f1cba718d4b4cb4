import type { PageRoute } from "../app/pageRoute.ts";

export const permitsPages: readonly PageRoute[] = [{ path: "/permits", permission: "permit.read", load: () => import("./PermitsPage.tsx") }];
