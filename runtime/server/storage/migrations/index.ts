import type { Migration } from "../migration.ts";
import { org } from "./0001_org.ts";
import { people } from "./0002_people.ts";
import { auth } from "./0003_auth.ts";
import { audit } from "./0004_audit.ts";
import { idempotency } from "./0005_idempotency.ts";
import { outbox } from "./0006_outbox.ts";
import { jobs } from "./0007_jobs.ts";
import { files } from "./0008_files.ts";
import { meta } from "./0009_meta.ts";
import { definitions } from "./0010_definitions.ts";
import { submissions } from "./0011_submissions.ts";
import { instances } from "./0012_instances.ts";
import { tags } from "./0020_tags.ts";
import { readings } from "./0021_readings.ts";
import { alarms } from "./0022_alarms.ts";
import { engineOwner } from "./0023_engine_owner.ts";
import { devices } from "./0030_devices.ts";
import { notices } from "./0031_notices.ts";
import { webhooks } from "./0032_webhooks.ts";
import { assets } from "./0033_assets.ts";
import { leanerSubmissions } from "./0034_leaner_submissions.ts";
import { absences } from "./0035_absences.ts";
import { flowWaits } from "./0036_flow_waits.ts";
import { flowBackups } from "./0037_flow_backups.ts";
import { setClocks } from "./0038_set_clocks.ts";
import { flowListeners } from "./0039_flow_listeners.ts";
import { alarmNotices } from "./0040_alarm_notices.ts";
import { dutyRosters } from "./0041_duty_rosters.ts";
import { channels } from "./0042_channels.ts";
import { deliveries } from "./0043_deliveries.ts";
import { columnarBlocks } from "./0044_columnar_blocks.ts";
import { engineJournal } from "./0045_engine_journal.ts";
import { formReports } from "./0046_form_reports.ts";
import { works } from "./0047_works.ts";
import { bypasses } from "./0048_bypasses.ts";
import { readingClasses } from "./0049_reading_classes.ts";
import { registers } from "./0050_registers.ts";
import { packLayers } from "./0051_pack_layers.ts";
import { packCases } from "./0052_pack_cases.ts";
import { definitionCases } from "./0053_definition_cases.ts";

/** Every step of the schema, in order. A released step is never edited; add the next number. */
export const migrations: readonly Migration[] = [
  org, people, auth, audit, idempotency, outbox, jobs, files, meta,
  definitions, submissions, instances,
  tags, readings, alarms, engineOwner,
  devices, notices, webhooks, assets,
  leanerSubmissions, absences, flowWaits, flowBackups, setClocks, flowListeners,
  alarmNotices, dutyRosters,
  channels, deliveries,
  columnarBlocks, engineJournal, formReports, works, bypasses, readingClasses, registers, packLayers, packCases, definitionCases,
];
