import type { PageRoute } from "../app/pageRoute.ts";

export const inboxPages: readonly PageRoute[] = [];
