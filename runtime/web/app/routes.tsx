import { inboxPages } from "../inbox/pages.ts";
import { submissionsPages } from "../submissions/pages.ts";
import type { PageRoute } from "./pageRoute.ts";

/** Every page inside the frame. A noun adds its line here. */
export const pageRoutes: readonly PageRoute[] = [
  ...inboxPages,
  ...submissionsPages,
];
