import type { Sealer } from "./audit/sealer.ts";
import type { Sessions } from "./auth/sessions.ts";
import type { Outbox } from "./effects/outbox.ts";
import type { JobRunner } from "./jobs/jobRunner.ts";
import type { LiveHub } from "./live/liveHub.ts";
import type { Directories } from "./org/directories.ts";

/** The parts of an assembled server that background work and tests reach for. */
export interface AppParts {
  readonly outbox: Outbox;
  readonly jobs: JobRunner;
  readonly live: LiveHub;
  readonly directories: Directories;
  readonly sessions: Sessions;
  readonly sealer: Sealer;
}

