import { assetsSlice } from "./assets/routes.ts";
import type { MakeSlice } from "./context.ts";
import { devicesSlice } from "./devices/routes.ts";
import { ingestSlice } from "./ingest/slice.ts";
import { noticesSlice } from "./notify/routes.ts";
import { webhooksSlice } from "./notify/webhookRoutes.ts";
import { tagsSlice } from "./tags/routes.ts";

/** Every slice of the server, in the order they are made, seeded and started. A new noun adds its line. */
export const slices: readonly MakeSlice[] = [
  noticesSlice,
  webhooksSlice,
  assetsSlice,
  tagsSlice,
  devicesSlice,
  ingestSlice,
];
