import type { FromSchema } from "json-schema-to-ts";
import { instanceCommandBodySchema, taskCommandBodySchema } from "./commands.ts";
import { definitionKinds, type DefinitionKind } from "./definitions.ts";

/**
 * Everything the audit log can say. The server's writer takes only these, and
 * every screen that shows the log has words for all of them: a new act or
 * subject is added here first.
 */
const plainActs = [
  "absence.create", "absence.end",
  "alarm.raise", "alarm.clear", "alarm.ack", "alarm.reset", "alarm.shelve", "alarm.unshelve", "alarm.suppress", "alarm.unsuppress", "alarm.outOfService", "alarm.inService",
  "alarm.announce", "alarm.amend", "alarm.unconfirm", "alarm.close", "alarm.priority", "alarm.escalate", "alarm.comment", "alarm.assign", "alarm.dispose",
  "asset.create", "asset.change", "asset.delete",
  "channel.create", "channel.change", "channel.delete", "channel.test",
  "delivery.redeliver",
  "device.create", "device.resetSecret", "device.delete",
  "event.write",
  "file.create",
  "flows.caseSave", "flows.caseDelete",
  "instance.start", "instance.migrate", "instance.migrateUndo",
  "org.unit.create", "org.unit.change", "org.unit.delete", "org.area.create", "org.area.change", "org.area.delete",
  "pack.install", "pack.import", "pack.upgrade", "pack.rollback", "pack.revert", "pack.edit", "pack.trust", "pack.distrust", "pack.policy",
  "password.change", "password.set",
  "permit.interlockCause", "permit.interlockFailed",
  "person.invite", "person.change", "person.disable", "person.enable", "person.reset-password",
  "register.change",
  "roster.create", "roster.change", "roster.delete",
  "session.create", "session.end", "session.refused",
  "silence.create", "silence.end",
  "submission.create", "submission.draft",
  "tag.create", "tag.change", "tag.retire", "tag.import",
  "tenant.create",
  "token.create", "token.revoke",
  "webhook.create", "webhook.delete", "webhook.redeliver",
] as const;

/** Steps nobody asked for; one that came too late is logged as ignored. */
const systemActs = ["instance.timer", "instance.outsideEvent", "instance.child", "instance.parent", "permit.interlock", "permit.interlockOver"] as const;
const definitionActs = ["create", "draft", "draftDropped", "publish", "retire"] as const;

type TaskCommand = FromSchema<typeof taskCommandBodySchema>["command"];
type InstanceCommand = FromSchema<typeof instanceCommandBodySchema>["command"];

export type SystemAct = (typeof systemActs)[number];
/** What a person asked of a task or a flow; a life event is named by its flow. */
export type CommandAct = `task.${TaskCommand}` | `instance.${InstanceCommand}` | `instance.event.${string}`;

export type AuditAction =
  | (typeof plainActs)[number]
  | `${DefinitionKind}.${(typeof definitionActs)[number]}`
  | SystemAct | `${SystemAct}.ignored`
  | CommandAct | `${CommandAct}.refused`;

const commandActs: readonly CommandAct[] = [
  ...taskCommandBodySchema.properties.command.enum.map((command) => `task.${command}` as const),
  ...instanceCommandBodySchema.properties.command.enum.map((command) => `instance.${command}` as const),
];

/** Every act but the life events, whose names come with each flow. */
export const auditActions: readonly AuditAction[] = [
  ...plainActs,
  ...definitionKinds.flatMap((kind) => definitionActs.map((act) => `${kind}.${act}` as const)),
  ...systemActs.flatMap((act) => [act, `${act}.ignored` as const]),
  ...commandActs.flatMap((act) => [act, `${act}.refused` as const]),
];

/** What an act can be about. */
export const auditSubjects = [
  "alarm", "area", "asset", "cause", "channel", "delivery", "device", "file", ...definitionKinds, "instance", "pack", "person", "roster", "silence", "submission", "tag", "tenant", "token", "unit", "webhook",
] as const;
export type AuditSubject = (typeof auditSubjects)[number];
