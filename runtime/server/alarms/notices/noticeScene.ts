import { defaultChains, isOpen, noticeId, receiversOf, type Alarm, type AlarmEngine, type AlertRule, type NoticeScene, type PendingNotice, type Receivers, type Silence, type Tag } from "@safeloop/engine";
import type { Reader, ServerContext } from "../../context.ts";
import { ancestorsOf } from "../../people/personView.ts";
import { alarmById } from "../alarmRows.ts";
import { disposalsOf } from "../disposals.ts";
import { toldAmong } from "./noticeRows.ts";

/** What the scene of a tenant rests on. */
export interface SceneFacts {
  readonly ctx: ServerContext;
  readonly tenantId: string;
  readonly engine: AlarmEngine;
  readonly rule: (id: string) => AlertRule | undefined;
  readonly tag: (id: string) => Tag | undefined;
  readonly silences: readonly Silence[];
}

/** The plant as the pipeline asks of it, with what must be read first for the notices at hand. */
export async function sceneOf(facts: SceneFacts, from: Reader, fresh: readonly PendingNotice[], pending: Iterable<PendingNotice>): Promise<NoticeScene> {
  const { ctx, engine, tenantId } = facts;
  const now = ctx.clock.now();
  const old = [...fresh, ...pending].filter((one) => one.due?.on === "undisposed");
  const records = await closedRecords(facts, from, old);
  const disposals = await disposalsOf(from, old.map((one) => one.alarmId));
  const told = await toldAmong(from, tenantId, fresh);
  const directory = ctx.directory(tenantId);
  const orgOf = (alarm: Alarm): string => directory.area(alarm.areaId)?.orgId ?? (alarm.tagId === null ? undefined : facts.tag(alarm.tagId)?.orgId) ?? tenantId;
  return {
    now, silences: facts.silences, rule: facts.rule,
    alarm: (one) => presentRecord(engine, one) ?? records.get(one.alarmId),
    activeOf: byRule(engine),
    chainOf: (alarm) => [alarm.key, alarm.tagId, alarm.areaId, alarm.tagId === null ? undefined : facts.tag(alarm.tagId)?.gateway].filter((one) => one != null),
    unitsOf: (alarm) => ancestorsOf(directory, orgOf(alarm)).map((unit) => unit.id),
    wasTold: (id) => told.has(id),
    isDisposed: (id) => disposals.get(id)?.state !== "open",
    receivers: remembered((one, alarm) => receiversOf(directory, one.due?.to ?? defaultChains[alarm.priority].first, orgOf(alarm), now), orgOf),
  };
}

function presentRecord(engine: AlarmEngine, one: PendingNotice): Alarm | undefined {
  const alarm = engine.book.of(one);
  return alarm?.id === one.alarmId ? alarm : undefined;
}

/** Alarms that are over and whose disposal is still to be told of. */
async function closedRecords({ engine, tenantId }: SceneFacts, from: Reader, notices: readonly PendingNotice[]): Promise<ReadonlyMap<string, Alarm>> {
  const records = new Map<string, Alarm>();
  for (const one of notices.filter((each) => !presentRecord(engine, each))) {
    const stored = await alarmById(from, tenantId, one.alarmId);
    if (stored) records.set(one.alarmId, stored.alarm);
  }
  return records;
}

function byRule(engine: AlarmEngine): NoticeScene["activeOf"] {
  let active: Map<string, Alarm[]> | undefined;
  return (ruleId) => {
    active ??= engine.book.open().filter((alarm) => alarm.active && isOpen(alarm)).reduce((map, alarm) => map.set(alarm.ruleId, [...(map.get(alarm.ruleId) ?? []), alarm]), new Map<string, Alarm[]>());
    return active.get(ruleId) ?? [];
  };
}

/** Whom a notice goes to is asked once for each unit, priority and step of a look. */
function remembered(find: NoticeScene["receivers"], orgOf: (alarm: Alarm) => string): NoticeScene["receivers"] {
  const known = new Map<string, Receivers>();
  return (one, alarm) => {
    const key = `${orgOf(alarm)} ${alarm.priority} ${one.due ? noticeId(one) : ""}`;
    const found = known.get(key) ?? find(one, alarm);
    known.set(key, found);
    return found;
  };
}
