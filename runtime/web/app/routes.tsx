import { absencesPages } from "../absences/pages.ts";
import { inboxPages } from "../inbox/pages.ts";
import { submissionsPages } from "../submissions/pages.ts";
import { startPages } from "../start/pages.ts";
import { alarmsPages } from "../alarms/pages.ts";
import { tagsPages } from "../tags/pages.ts";
import { permitsPages } from "../permits/pages.ts";
import { adminPages } from "../admin/pages.ts";
import { packsPages } from "../packs/pages.ts";
import type { PageRoute } from "./pageRoute.ts";

/** Every page inside the frame. A noun adds its line here. */
export const pageRoutes: readonly PageRoute[] = [
  ...inboxPages,
  ...absencesPages,
  ...submissionsPages,
  ...startPages,
  ...alarmsPages,
  ...tagsPages,
  ...permitsPages,
  ...adminPages,
  ...packsPages,
];
