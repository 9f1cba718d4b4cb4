import type { PageRoute } from "../app/pageRoute.ts";

export const packsPages: readonly PageRoute[] = [{ path: "/templates", permission: "form.read", load: () => import("./GalleryPage.tsx") }];
