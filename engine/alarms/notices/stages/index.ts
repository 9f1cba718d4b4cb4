import { dedup } from "./dedup.ts";
import { group } from "./group.ts";
import { inhibit } from "./inhibit.ts";
import { mask } from "./mask.ts";
import { route } from "./route.ts";
import { silence } from "./silence.ts";
import type { NoticeStage } from "./stage.ts";

/** The way out of an alarm's notice, in this order (alarms 8). */
export const noticeStages: readonly NoticeStage[] = [
  mask,
  inhibit,
  group,
  dedup,
  silence,
  route,
];
