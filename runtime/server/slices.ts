import { makeInfoSlice } from "./auth/infoSlice.ts";
import { makeSessionSlice } from "./auth/sessionSlice.ts";
import { makeTokenSlice } from "./auth/tokenSlice.ts";
import { alarmsSlice } from "./alarms/slice.ts";
import { assetsSlice } from "./assets/routes.ts";
import { bpmnSlice } from "./bpmn/slice.ts";
import { calendarsSlice } from "./calendars/slice.ts";
import type { MakeSlice } from "./context.ts";
import { definitionsSlice } from "./definitions/slice.ts";
import { devicesSlice } from "./devices/routes.ts";
import { makeFilesSlice } from "./files/filesSlice.ts";
import { ingestSlice } from "./ingest/slice.ts";
import { instancesSlice } from "./instances/slice.ts";
import { migrationSlice } from "./migration/slice.ts";
import { noticesSlice } from "./notify/routes.ts";
import { webhooksSlice } from "./notify/webhookRoutes.ts";
import { deadmanSlice } from "./ops/deadman.ts";
import { makeDutySlice } from "./org/dutySlice.ts";
import { makeOrgSlice } from "./org/orgSlice.ts";
import { makeAbsencesSlice } from "./people/absencesSlice.ts";
import { makePeopleSlice } from "./people/peopleSlice.ts";
import { permitsSlice } from "./permits/slice.ts";
import { printSlice } from "./print/slice.ts";
import { readingsSlice } from "./readings/slice.ts";
import { reportsSlice } from "./reports/slice.ts";
import { casesSlice } from "./simulate/cases/slice.ts";
import { simulateSlice } from "./simulate/slice.ts";
import { submissionsSlice } from "./submissions/slice.ts";
import { tagsSlice } from "./tags/routes.ts";
import { tasksSlice } from "./tasks/slice.ts";

/** Every slice of the server, in the order they are made, seeded and started. A new noun adds its line. */
export const slices: readonly MakeSlice[] = [
  makeSessionSlice,
  makeInfoSlice,
  makeTokenSlice,
  makeOrgSlice,
  makeDutySlice,
  makePeopleSlice,
  makeAbsencesSlice,
  makeFilesSlice,
  calendarsSlice,
  definitionsSlice,
  bpmnSlice,
  simulateSlice,
  casesSlice,
  submissionsSlice,
  instancesSlice,
  printSlice,
  migrationSlice,
  reportsSlice,
  tasksSlice,
  permitsSlice,
  noticesSlice,
  webhooksSlice,
  assetsSlice,
  tagsSlice,
  readingsSlice,
  alarmsSlice,
  deadmanSlice,
  devicesSlice,
  ingestSlice,
];
