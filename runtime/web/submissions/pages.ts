import type { PageRoute } from "../app/pageRoute.ts";

export const submissionsPages: readonly PageRoute[] = [];
