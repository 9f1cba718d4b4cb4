import { decideNotices, defaultChains, deviceRuleId, noNotices, noticeId, receiversOf, type Alarm, type AlarmEngine, type AlarmStepLog, type Candidates, type NoticeDecision, type NoticeState, type PendingNotice, type RoleId } from "@safeloop/engine";
import type { Reader, ServerContext, Tx } from "../../context.ts";
import { systemActor } from "../../instances/systemActor.ts";
import { displayOf, type AlarmDisplay } from "../alarmDisplay.ts";
import type { StepFacts } from "../stepWriter.ts";
import { addressesOf, noticeEffects } from "./noticeEffects.ts";
import { loadNotices, writeNoticeState, writeOutcomes, type Unheard } from "./noticeRows.ts";
import { sceneOf } from "./noticeScene.ts";
import { silencesAfter, type StoredSilence } from "./silenceRows.ts";

/** What a unit of work gives the desk. */
export interface NoticeInput {
  readonly steps?: readonly Pick<AlarmStepLog, "announcements" | "alarms">[];
  readonly due?: readonly PendingNotice[]; // steps of escalation
  readonly lookAtAll?: boolean;
  readonly raised?: string; // the key of somebody not found, whose alarm this unit raises
  readonly silences?: readonly StoredSilence[]; // as they are from this unit on
}

/**
 * The notices of one tenant on their way out. Decided in the unit that stores
 * the step of the alarm engine, so that a kill loses none; memory follows
 * after the commit. The engine's lock is the desk's lock too.
 */
export class NoticeDesk {
  #state: NoticeState = noNotices;
  #silences: readonly StoredSilence[] = [];
  #unheard: readonly Unheard[] = [];

  constructor(
    readonly ctx: ServerContext,
    readonly tenantId: string,
    readonly engine: () => AlarmEngine,
    readonly facts: StepFacts,
    readonly displays: ReadonlyMap<string, AlarmDisplay>,
  ) {}

  /** Wall time of the next look. */
  get nextAt(): number {
    return this.#state.nextAt;
  }

  async load(from: Reader): Promise<void> {
    const now = this.ctx.clock.now();
    const { state, unheard } = await loadNotices(from, this.tenantId, now);
    this.#state = state;
    this.#unheard = unheard;
    this.#silences = await silencesAfter(from, this.tenantId, now);
  }

  /** Takes new notices in and sends those whose time has come, in the unit of a step. Cheap when there is nothing to do. */
  async write(tx: Tx, input: NoticeInput): Promise<void> {
    const now = this.ctx.clock.now();
    const fresh = [...(input.steps ?? []).flatMap((step) => announced(step, now)), ...(input.due ?? [])];
    const silences = input.silences ?? this.#silences;
    if (fresh.length === 0 && !input.lookAtAll && input.raised === undefined && now < this.#state.nextAt) return;
    const scene = await sceneOf({ ctx: this.ctx, tenantId: this.tenantId, engine: this.engine(), rule: this.facts.rule, tag: this.facts.tag, silences }, tx, fresh, this.#state.pending.values());
    const decision = decideNotices(this.#state, fresh, scene, input.lookAtAll);
    const unheard = [...this.#unheard.filter((one) => one.key !== input.raised), ...unheardIn(decision)].filter((one, at, all) => all.findIndex((other) => other.key === one.key) === at);
    await this.#store(tx, decision, now);
    if (decision.sends.length > 0 || input.raised !== undefined) await writeNoticeState(tx, this.tenantId, decision.state, unheard);
    tx.afterCommit(() => {
      this.#state = decision.state;
      this.#silences = silences.filter((one) => one.until > now);
      this.#unheard = unheard;
    });
  }

  /** Who was sought and not found, and the alarms of it for which somebody is there now. */
  receiverChanges(): { readonly lost: readonly Unheard[]; readonly found: readonly Alarm[] } {
    const open = this.engine().book.open().filter((alarm) => alarm.ruleId === noReceiver && alarm.active);
    return { lost: this.#unheard, found: open.filter((alarm) => this.#isSomebodyThere(alarm)) };
  }

  #isSomebodyThere(alarm: Alarm): boolean {
    const roles = (alarm.key.split(":")[1] ?? "").split("+").filter((role) => role !== "") as RoleId[];
    const sought: Candidates = roles.map((role) => ({ kind: "onDuty", role }));
    const directory = this.ctx.directory(this.tenantId);
    return !receiversOf(directory, sought, directory.area(alarm.areaId)?.orgId ?? this.tenantId, this.ctx.clock.now()).nobody;
  }

  async #store(tx: Tx, decision: NoticeDecision, now: number): Promise<void> {
    const { ctx, tenantId } = this;
    const addresses = addressesOf(decision.sends);
    await writeOutcomes(tx, tenantId, [
      ...decision.held.map((notice) => ({ notice, state: "waiting" as const })),
      ...decision.sent.map((notice) => ({ notice, state: "sent" as const, ...addresses.get(noticeId(notice)) })),
      ...decision.ended.map(({ notice, why }) => ({ notice, state: "ended" as const, why })),
    ], now);
    if (decision.sends.length === 0) return;
    const directory = ctx.directory(tenantId);
    await ctx.effects.enqueue(tx, tenantId, noticeEffects(decision.sends, { directory, display: (alarm) => this.#displayOf(alarm) }));
    for (const notice of decision.sent.filter((one) => one.due)) {
      await ctx.audit(tx, systemActor(tenantId), { action: "alarm.escalate", subject: { type: "alarm", id: notice.alarmId }, detail: { step: notice.step - 1, on: notice.due?.on ?? "unacked" } });
    }
  }

  /** The texts of when it was raised; where they are no longer at hand, those of its rule today. */
  #displayOf(alarm: Alarm): AlarmDisplay {
    const tag = alarm.tagId === null ? undefined : this.facts.tag(alarm.tagId);
    return this.displays.get(alarm.id) ?? displayOf(alarm, this.facts.rule(alarm.ruleId), tag, this.ctx.directory(this.tenantId).area(alarm.areaId)?.title);
  }
}

const noReceiver = deviceRuleId("no-receiver");

function announced({ announcements, alarms }: Pick<AlarmStepLog, "announcements" | "alarms">, now: number): PendingNotice[] {
  const byId = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  return announcements.flatMap(({ alarmId, generation }) => {
    const alarm = byId.get(alarmId);
    return alarm ? [{ alarmId, generation, ruleId: alarm.ruleId, key: alarm.key, step: 0, at: now }] : [];
  });
}

/** Whom nobody was found for: the area and the roles that were sought. */
function unheardIn({ sends }: NoticeDecision): Unheard[] {
  return sends.filter((send) => send.nobody).flatMap(({ subjects }) => subjects).filter(({ alarm }) => alarm.ruleId !== noReceiver).map(({ notice, alarm }) => {
    const roles = (notice.due?.to ?? defaultChains[alarm.priority].first).flatMap((one) => ("role" in one ? [one.role] : []));
    return { key: `${alarm.areaId}:${[...new Set(roles)].join("+")}`, areaId: alarm.areaId };
  });
}
