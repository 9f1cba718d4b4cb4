import { isBlock, isDecision, packPast, pastNeeded, reviewRules, saveEngine, type AlarmCommand, type AlarmEngine, type AlarmStepLog, type AlertRule, type Bypass, type CommandRefusal, type JournalEntry, type LateSpan, type PastReadings, type PendingNotice, type Reading, type RuleReview, type Sample, type Tag, type TagSample } from "@safeloop/engine";
import type { Actor, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { IngestPipeline } from "../ingest/pipeline.ts";
import { BlockStore } from "../readings/blockStore.ts";
import { blockMs } from "../readings/block.ts";
import { LateSpans } from "./lateSpans.ts";
import { pastBlocks, recordedSince } from "./pastBlocks.ts";
import { readPast } from "./readPast.ts";
import { takeReadings, type IntakeResult } from "../readings/intake.ts";
import { gapTagNo, type LoggedReading } from "../readings/loggedReading.ts";
import { ReadingLog } from "../readings/readingLog.ts";
import { RecentReadings } from "../readings/recentReadings.ts";
import { defaultRetention, demoRetention, keptMs, readingClassOf, type Retention } from "../readings/retention.ts";
import { sealReadings } from "../readings/sealReadings.ts";
import { serviceOf, type ReadingsTaken } from "../services.ts";
import { announcementsSince, type StoredAlarm } from "./alarmRows.ts";
import { openBypasses } from "./bypasses/bypassRows.ts";
import { EngineTakenOver, takeHead, writeHead, writeSealed } from "./engineHead.ts";
import { FloodMeter } from "./floodMeter.ts";
import { EngineJournal, type JournalRow } from "./journal/engineJournal.ts";
import { Mutex } from "./mutex.ts";
import { computedTags, withComputed } from "./computedTags.ts";
import { FormReports, type StoredReport } from "./formReports.ts";
import { NoticeDesk, type NoticeInput } from "./notices/noticeDesk.ts";
import { AreaCounter, computedSource } from "./areaCounts.ts";
import { recoverEngine } from "./recovery.ts";
import type { StoredSilence } from "./notices/silenceRows.ts";
import { oldestNeeded, writeSnapshot } from "./snapshots.ts";
import { StepWriter } from "./stepWriter.ts";
import type { AlarmMeter } from "./alarmMeter.ts";

const snapshotEveryMs = 60_000;
const silenceEveryMs = 1000;
const sealDelayMs = 30_000;
const reportBoundMs = 30 * 86_400_000;
const rollUpMs = 2 * 365 * 86_400_000;
const journalMs = 2 * 86_400_000;

/** What is stored with a step, beside the step. */
interface StepMore {
  readonly entry?: Exclude<JournalEntry, { readonly do: "batch" }>; // what the engine was told, where it was not readings
  readonly logged?: readonly LoggedReading[];
  readonly fresh?: readonly { readonly tagId: string; readonly sample: Sample }[];
  readonly notices?: NoticeInput;
  readonly also?: (tx: Tx) => Promise<void>;
}

/**
 * The live alarm engine of one tenant with its storage. Everything that
 * changes the engine runs one after the other and is stored before the next:
 * memory never runs ahead of the disk by more than one step. A step that
 * cannot be stored brings the engine back from what is stored.
 */
export class TenantEngine {
  engine!: AlarmEngine;
  recent = new RecentReadings();
  readonly blocks: BlockStore;
  readonly flood = new FloodMeter();
  readonly #log: ReadingLog;
  readonly #journal: EngineJournal;
  readonly #mutex = new Mutex();
  readonly #sealing = new Mutex(); // who merges into sealed blocks
  readonly #pipeline: IngestPipeline;
  readonly #writer: StepWriter;
  readonly #desk: NoticeDesk;
  readonly #counter: AreaCounter;
  readonly #reports: FormReports;
  readonly #owner: string;
  #seq = 0;
  #sealedSeq = 0;
  #snapshotAt = 0;
  #silenceAt = 0;
  #sealedUntil = 0;
  #late = new LateSpans();
  #neededFrom = 0; // no batch before it is needed for a snapshot: those are kept for replays
  #past: PastReadings = new Map();
  #bypasses: readonly Bypass[] = [];
  #preparing: Promise<void> = Promise.resolve();
  #isStale = true; // the engine must be read from the store before it is used
  #editPending = false;
  #areas = ""; // those the counts were last looked at for
  /** Told after each commit: what changed, and the newest samples. */
  onStored: (alarms: readonly StoredAlarm[], fresh: readonly { readonly tagId: string; readonly sample: Sample }[]) => void = () => undefined;

  constructor(
    readonly ctx: ServerContext,
    readonly tenantId: string,
    readonly meter: AlarmMeter,
  ) {
    this.#owner = ctx.newId();
    this.#counter = new AreaCounter(ctx, tenantId, () => (this.#isStale ? undefined : this.engine));
    this.#reports = new FormReports(ctx, tenantId);
    this.blocks = new BlockStore(ctx.store, tenantId, (tagNo) => this.#classOf(tagNo));
    this.#log = new ReadingLog(tenantId);
    this.#journal = new EngineJournal(tenantId);
    const facts = { rule: (id: string) => this.engine.rules.get(id), tag: (id: string) => this.tag(id) };
    this.#writer = new StepWriter(ctx, tenantId, facts);
    this.#desk = new NoticeDesk(ctx, tenantId, () => this.engine, facts, this.#writer.displays);
    this.#pipeline = new IngestPipeline((parts) => this.#locked(() => this.#take(parts)));
  }

  get isOpen(): boolean {
    return !this.#isStale;
  }

  tag(id: string): Tag | undefined {
    return this.ctx.services.tags?.find(this.tenantId, id);
  }

  rules(): readonly AlertRule[] {
    return (this.ctx.services.definitions?.all(this.tenantId, "rules") ?? []).map((one) => one.definition);
  }

  tags(): readonly Tag[] {
    return serviceOf(this.ctx.services, "tags").all(this.tenantId);
  }

  /** Brings the engine up from the store, if it is not up already. */
  open(): Promise<void> {
    return this.#locked(async () => undefined);
  }

  accept(readings: readonly Reading[], source: string): Promise<ReadingsTaken> {
    return this.#pipeline.accept(readings, source);
  }

  /**
   * Stores readings of one tag from the past and what rules would have raised
   * on them. They go to the sealed blocks, past the log the live engine is
   * brought back from: nothing live is touched, a silent tag stays silent.
   */
  importHistory(tagNo: number, samples: readonly TagSample[]): Promise<void> {
    return this.#sealing.run(async () => {
      const times = samples.map(({ sample }) => sample.ts).sort((a, b) => a - b);
      const blocks = await this.blocks.prepare(tagNo, samples.map(({ sample: { ts, v, q, flags } }) => ({ tagNo, ts, v, q, flags, late: true })));
      await this.ctx.store.unit((tx) => this.blocks.write(tx, blocks));
      await this.#judgePast({ id: samples[0]!.tagId, no: tagNo }, { from: times[0]!, to: times.at(-1)!, readings: samples.length });
    });
  }

  /** What came late and is complete by now. */
  async #judgeLate(): Promise<void> {
    const due = this.#late.due(this.ctx.clock.now());
    const numbers = due.length === 0 ? undefined : await this.#tagNumbers();
    for (const span of due) {
      const id = numbers?.get(span.tagNo);
      if (id !== undefined && isBlock(span)) await this.#sealing.run(() => this.#judgePast({ id, no: span.tagNo }, span));
      this.#late.judged(span);
    }
  }

  /** Records the episodes of a span of the past by what is stored of it. */
  async #judgePast(tag: { readonly id: string; readonly no: number }, span: LateSpan): Promise<void> {
    await this.open();
    for await (const block of pastBlocks(this, tag, span)) {
      await this.#locked(async () => {
        const now = this.ctx.clock.now();
        const recorded = await recordedSince(this.ctx.store, this.tenantId, this.engine.judgesOf(tag.id), block.samples[0]?.ts ?? now);
        const entry = { do: "history", block, recorded } as const;
        const step = this.engine.judgePast(block, recorded, now);
        if (isDecision(step)) await this.#store(step, now, { entry });
      });
    }
  }

  /** Rules or tags were published: put in force before anything else happens, once what fills their windows is read. */
  edited(): Promise<void> {
    const put = this.#readPast().catch((error: unknown) => {
      this.ctx.log.warn({ err: error, tenantId: this.tenantId }, "stored readings could not be read to fill the windows of new rules; they fill as readings come");
    }).then(() => {
      this.#editPending = true;
      return this.#locked(async () => undefined);
    });
    this.#preparing = put.catch(() => undefined);
    return put;
  }

  /** Reads what fills the windows of rules that are new or changed; live readings are judged meanwhile. */
  async #readPast(): Promise<void> {
    if (this.#isStale) return;
    const now = this.ctx.clock.now();
    const needed = pastNeeded(this.engine, this.rules(), withComputed(this.ctx, this.tenantId, this.rules(), this.tags()));
    this.#past = await readPast(this.ctx, this, needed, now);
  }

  /** Lets time pass. Cheap when nothing is due. */
  async tick(): Promise<void> {
    const now = this.ctx.clock.now();
    if (!this.#isStale && Math.min(this.engine.nextWake(), this.#desk.nextAt, this.#silenceAt) > now) return;
    await this.#locked(async () => {
      this.#silenceAt = now + silenceEveryMs;
      const at = this.ctx.clock.now();
      const step = this.engine.tick(at);
      if (isDecision(step)) await this.#store(step, at, { entry: { do: "tick" } });
      else if (this.#desk.nextAt <= at) await this.#store(step, at);
      await this.#tellOfReceivers();
    });
  }

  /** Nobody found to tell of alarms is an alarm itself, until somebody is there. */
  async #tellOfReceivers(): Promise<void> {
    const now = this.ctx.clock.now();
    const { lost, found } = this.#desk.receiverChanges();
    for (const { key, areaId } of lost) await this.#store(this.engine.setReceiver(key, areaId, false, now), now, { entry: { do: "receiver", key, areaId, found: false }, notices: { raised: key } });
    for (const { key, areaId } of found) await this.#store(this.engine.setReceiver(key, areaId, true, now), now, { entry: { do: "receiver", key, areaId, found: true } });
  }

  /** Steps of escalation have come due: they go the way of every notice. `work` says in the unit which are still needed. */
  escalate(work: (tx: Tx) => Promise<readonly PendingNotice[]>): Promise<void> {
    return this.#locked(() => this.#owned(async (tx) => {
      await writeHead(tx, this.tenantId, this.#seq, this.ctx.clock.now(), this.#owner);
      await this.#desk.write(tx, { due: await work(tx) });
    }));
  }

  /** Silences change in the unit of a person's request; what one held is looked at in the same unit. */
  silence(req: RouteRequest, work: (tx: Tx) => Promise<{ readonly silences: readonly StoredSilence[]; readonly reply: RouteReply }>): Promise<RouteReply> {
    return this.#locked(async () => {
      let written = false;
      const reply = await req.unit(async (tx) => {
        await writeHead(tx, this.tenantId, this.#seq, this.ctx.clock.now(), this.#owner);
        const done = await work(tx);
        await this.#desk.write(tx, { silences: done.silences, lookAtAll: true });
        written = true;
        return done.reply;
      });
      if (!written) this.#isStale = true; // an answer of before: memory is read again
      return reply;
    });
  }

  /** A person's command in the unit of his request, so that a repeat gets the first answer. */
  command(req: RouteRequest, alarm: { readonly ruleId: string; readonly key: string }, command: AlarmCommand, note: string | null, refuse: (refusal: CommandRefusal) => never, reply: (tx: Tx) => Promise<RouteReply>): Promise<RouteReply> {
    return this.#locked(async () => {
      const now = this.ctx.clock.now();
      const result = this.engine.command(alarm.ruleId, alarm.key, command, now);
      const entry = { do: "command", ruleId: alarm.ruleId, key: alarm.key, command } as const;
      if (result.refusal) {
        if (isDecision(result)) await this.#store(result, now, { entry }); // time was advanced
        refuse(result.refusal);
      }
      const rows = [await this.#journal.row(this.#seq, now, entry)];
      return this.#guarded((stored) => req.unit(async (tx) => {
        stored.alarms = await this.#write(tx, result, now, rows, { actor: req.actor, note });
        return reply(tx);
      }), result);
    });
  }

  /** The same for the system, e.g. an acknowledgement decided by a flow. */
  systemCommand(alarm: { readonly ruleId: string; readonly key: string }, command: AlarmCommand): Promise<CommandRefusal | undefined> {
    return this.#locked(async () => {
      const now = this.ctx.clock.now();
      const result = this.engine.command(alarm.ruleId, alarm.key, command, now);
      if (isDecision(result)) await this.#store(result, now, { entry: { do: "command", ruleId: alarm.ruleId, key: alarm.key, command } });
      return result.refusal;
    });
  }

  /** Alarms go out of service and come back as bypasses begin and end. Cheap while none does. */
  async followBypasses(): Promise<void> {
    const isNew = (list: readonly Bypass[]): boolean => JSON.stringify(list) !== JSON.stringify(this.#bypasses);
    if (!isNew(await openBypasses(this.ctx.store, this.tenantId, this.ctx.clock.now()))) return;
    await this.#locked(async () => {
      const now = this.ctx.clock.now();
      this.#bypasses = await openBypasses(this.ctx.store, this.tenantId, now);
      const step = this.engine.setBypasses(this.#bypasses, now);
      await this.#store(step, now, { entry: { do: "bypasses", bypasses: this.#bypasses } });
    });
  }

  /** Raises an alarm that a flow decided. */
  raiseByHand(ruleId: string, key: string): Promise<void> {
    return this.#locked(async () => {
      const now = this.ctx.clock.now();
      await this.#store(this.engine.raiseByHand(ruleId, key, now), now, { entry: { do: "raiseByHand", ruleId, key } });
    });
  }

  /** A device's link was lost or is back. */
  linkChanged(source: string, online: boolean): Promise<void> {
    return this.#locked(async () => {
      const now = this.ctx.clock.now();
      const step = this.engine.setGatewayLink(source, online, now);
      const gap = { tagNo: gapTagNo, ts: now, v: source, q: 2, flags: 0, late: false } as const;
      await this.#store(step, now, { entry: { do: "gateway", gateway: source, up: online }, logged: online ? [] : [gap] });
    });
  }

  /** What publishing `rule` would do to the live alarms. */
  review(rule: AlertRule): Promise<RuleReview> {
    return this.#locked(async () => {
      const others = [...this.engine.rules.values()].filter((one) => one.id !== rule.id);
      return reviewRules(this.engine, [...others, rule], withComputed(this.ctx, this.tenantId, [...others, rule], this.tags()), this.ctx.clock.now());
    });
  }

  /** Snapshot each minute, blocks each ten minutes, old readings out. Off the hot path. */
  async maintain(): Promise<void> {
    const now = this.ctx.clock.now();
    if (now - this.#snapshotAt >= snapshotEveryMs) await this.snapshot();
    await this.#judgeLate();
    const cut = Math.floor((now - sealDelayMs) / blockMs) * blockMs;
    if (cut > this.#sealedUntil) await this.#sealing.run(() => this.#seal(cut));
  }

  snapshot(): Promise<void> {
    return this.#locked(async () => {
      const now = this.ctx.clock.now();
      const write = await this.#snapshotWriter({ base: this.#journal.isBaseDue(now) });
      const keepFrom = now - Math.min(this.#retention.all, this.ctx.config.journalRetentionMs ?? journalMs);
      await this.#owned(async (tx) => {
        await write(tx);
        await writeHead(tx, this.tenantId, this.#seq, this.ctx.clock.now(), this.#owner);
        const oldest = (await oldestNeeded(tx, this.tenantId)) ?? 0;
        await this.#log.prune(tx, Math.min(oldest, this.#sealedSeq + 1, await this.#journal.prune(tx, keepFrom)));
      });
    });
  }

  /** A unit of maintenance: nothing of the memory is in it, but finding another owner makes ours stale. */
  async #owned(unit: (tx: Tx) => Promise<void>): Promise<void> {
    await this.ctx.store.unit(unit).catch((error: unknown) => {
      if (error instanceof EngineTakenOver) this.#isStale = true;
      throw error;
    });
  }

  /** A snapshot of this moment, to be written in a unit. A new edition of rules is stored with one, so that the log after it is re-folded with the rules it was judged by. */
  async #snapshotWriter({ rows = [], base = false }: { readonly rows?: readonly JournalRow[]; readonly base?: boolean } = {}): Promise<(tx: Tx) => Promise<void>> {
    const at = this.ctx.clock.now();
    this.#snapshotAt = at;
    const state = saveEngine(this.engine, { buffers: false, now: at });
    const first = state.neededSince === null ? Number.POSITIVE_INFINITY : await this.#log.firstAfter(this.ctx.store, this.#neededFrom, state.neededSince);
    const snapshot = { seq: this.#seq, journalNo: this.#journal.no + rows.length, at, neededSeq: Math.min(first, this.#seq + 1), state, rules: [...this.engine.rules.values()], tags: [...this.engine.logs.values()].map((log) => log.tag), late: this.#late.all() };
    const { neededSeq } = snapshot;
    this.#neededFrom = Math.min(neededSeq, this.#sealedSeq + 1);
    const all = base ? [...rows, await this.#journal.baseRow(this.#seq, at, { neededSeq, state }, rows.findLast((row) => row.edition)?.edition)] : rows;
    return async (tx) => {
      await writeSnapshot(tx, this.tenantId, snapshot);
      await this.#journal.append(tx, all);
    };
  }

  get #retention(): Retention {
    return this.ctx.config.readingsRetention ?? (this.ctx.config.demo ? demoRetention : defaultRetention);
  }

  /** Everything asked for so far is stored. */
  async idle(): Promise<void> {
    await this.#preparing;
    await this.#mutex.idle();
  }

  #classOf(tagNo: number): string | undefined {
    const tag = serviceOf(this.ctx.services, "tags").byNumber(this.tenantId, tagNo);
    return tag && readingClassOf(tag);
  }

  async #seal(cut: number): Promise<void> {
    const sealedSeq = Math.max(this.#sealedSeq, await this.#log.lastBefore(this.ctx.store, cut));
    await sealReadings(this.ctx.store, this.blocks, this.recent, cut);
    const now = this.ctx.clock.now();
    const retention = this.#retention;
    await this.ctx.store.unit(async (tx) => {
      await writeSealed(tx, this.tenantId, sealedSeq);
      await this.blocks.retire(tx, (cls) => now - keptMs(cls, retention), now - rollUpMs);
    });
    for (const tagNo of this.recent.tags()) this.recent.drop(tagNo, cut);
    this.#sealedSeq = sealedSeq;
    this.#sealedUntil = cut;
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(async () => {
      if (this.#isStale) await this.#recover();
      if (this.#editPending) await this.#applyEdit();
      return work();
    });
  }

  async #applyEdit(): Promise<void> {
    this.#editPending = false;
    await this.#keepCounts();
    const now = this.ctx.clock.now();
    const known = this.#formsRead();
    const begun = [...formsOfTags(this.tags())].filter((form) => !known.has(form));
    if (begun.length > 0) await this.#owned((tx) => this.#reports.closePast(tx, begun));
    const needed = [...pastNeeded(this.engine, this.rules(), this.tags())].filter(([id]) => this.tag(id)?.report !== undefined);
    const forms = await readPast(this.ctx, this, new Map(needed), now); // here, where none is taken in meanwhile: each fills a window or is judged, never both
    const entry = { do: "rules", rules: this.rules(), tags: this.tags(), past: new Map([...this.#past, ...forms]) } as const;
    const step = this.engine.setRules(entry.rules, entry.tags, now, entry.past);
    this.#past = new Map();
    const snapshot = await this.#snapshotWriter({ rows: [await this.#journal.row(this.#seq, now, { ...entry, past: packPast(entry.past) })] });
    await this.#guarded((stored) => this.ctx.store.unit(async (tx) => {
      stored.alarms = await this.#write(tx, step, now, [], { notices: { lookAtAll: true } });
      await snapshot(tx);
    }), step);
  }

  async #recover(): Promise<void> {
    await this.ctx.services.definitions?.load(this.tenantId);
    await this.#keepCounts();
    const numbers = await this.#tagNumbers();
    await this.#journal.load(this.ctx.store);
    const found = await recoverEngine({ ctx: this.ctx, tenantId: this.tenantId, log: this.#log, journalNo: this.#journal.no, blocks: this.blocks, rules: this.rules(), tags: this.tags(), tagId: (no) => numbers.get(no) });
    this.engine = found.engine;
    this.#bypasses = found.bypasses;
    this.recent = found.recent;
    this.#late = found.late;
    this.#seq = found.head?.seq ?? 0;
    this.#sealedSeq = found.head?.sealedSeq ?? 0;
    for (const one of found.last) this.#writer.displays.set(one.alarm.id, one.display);
    await this.#desk.load(this.ctx.store);
    for (const at of await announcementsSince(this.ctx.store, this.tenantId, this.ctx.clock.now() - 600_000)) this.flood.note(at);
    this.#neededFrom = Math.min((await oldestNeeded(this.ctx.store, this.tenantId)) ?? 0, this.#sealedSeq + 1);
    const rows = [await this.#journal.row(this.#seq, found.now, found.entry)];
    const snapshot = await this.#snapshotWriter({ rows, base: found.differs || this.#journal.isBaseDue(found.now) });
    await this.ctx.store.unit(async (tx) => {
      for (const step of found.steps) await this.#writer.write(tx, step);
      await this.#desk.write(tx, { steps: found.steps, lookAtAll: true });
      await takeHead(tx, this.tenantId, this.#seq, found.now, this.#owner);
      await snapshot(tx);
    });
    this.#editPending = false;
    this.#isStale = false;
  }

  /** The points that the rules ask the platform to count are there before the rules are in force. */
  #keepCounts(): Promise<void> {
    return serviceOf(this.ctx.services, "tags").keepComputed(this.tenantId, computedTags(this.ctx, this.tenantId, this.rules(), this.tags()), this.ctx.clock.now());
  }

  /** Sends what the platform counts itself, when it changed or was last said a while ago. */
  async count(): Promise<void> {
    await this.#followAreas();
    const due = await this.#counter.due();
    if (due.length === 0) return;
    await this.accept(due, computedSource);
    this.#counter.keep(due);
  }

  /** What is counted in every area is counted in one that is new, too. */
  async #followAreas(): Promise<void> {
    const areas = this.ctx.directory(this.tenantId).areas.map((one) => one.id).join();
    if (this.#isStale || areas === this.#areas) return;
    this.#areas = areas;
    if (computedTags(this.ctx, this.tenantId, this.rules(), this.tags()).some((tag) => !this.tag(tag.id))) await this.edited();
  }

  /** Takes in what was reported on forms since the last time. */
  async takeReports(): Promise<void> {
    if (this.#isStale) await this.open();
    while ((await this.#reports.waiting(this.#formsRead())).length > 0) await this.#locked(() => this.#takeReports());
  }

  /** The forms that the rules in force read. */
  #formsRead(): ReadonlySet<string> {
    return formsOfTags([...this.engine.logs.values()].map((log) => log.tag));
  }

  async #takeReports(): Promise<void> {
    const reports = await this.#reports.waiting(this.#formsRead());
    const wanted = new Set(computedTags(this.ctx, this.tenantId, this.rules(), this.tags()).map((tag) => tag.id));
    const read = reports.filter((one) => wanted.has(this.#reports.tagIdOf(one)));
    if (read.some((one) => !this.engine.logs.has(this.#reports.tagIdOf(one)))) await this.#applyEdit(); // an area that is new
    const now = this.ctx.clock.now();
    this.#warnOfLate(read, now);
    const { step, logged, taken } = this.#judge([{ readings: read.map((one) => this.#reports.readingOf(one)), source: computedSource }], now);
    const faults = taken.flatMap((one) => one.issues);
    if (faults.length > 0) this.ctx.log.error({ tenantId: this.tenantId, faults: faults.slice(0, 20) }, "forms could not be judged as they were sent");
    await this.#store(step, now, { logged, also: (tx) => this.#reports.taken(tx, reports) });
  }

  /** Older than any window looks back: it is kept and replayed, and no rule in force can judge it any more. */
  #warnOfLate(reports: readonly StoredReport[], now: number): void {
    const late = reports.filter((one) => now - Number(one.at) > reportBoundMs);
    this.meter.readings(0, late.length, 0);
    if (late.length > 0) this.ctx.log.warn({ tenantId: this.tenantId, code: "READING_LATE", submissions: late.slice(0, 20).map((one) => one.submission_id), count: late.length }, "forms came in more than 30 days after they were filled in: they are kept, but no rule judges them");
  }

  async #tagNumbers(): Promise<ReadonlyMap<number, string>> {
    const rows = await this.ctx.store.all<{ no: number; id: string }>({ sql: "select no, id from tags where tenant_id = ?", bindings: [this.tenantId] });
    return new Map(rows.map((row) => [Number(row.no), row.id]));
  }

  async #take(parts: readonly { readonly readings: readonly Reading[]; readonly source: string }[]): Promise<readonly ReadingsTaken[]> {
    const now = this.ctx.clock.now();
    const result = this.#judge(parts, now);
    if (result.logged.length > 0) await this.#store(result.step, now, result);
    this.meter.readings(result.logged.length - result.step.duplicates, result.step.late, result.step.duplicates, result.said);
    return result.taken;
  }

  #judge(parts: Parameters<typeof takeReadings>[2], now: number): IntakeResult {
    const tags = serviceOf(this.ctx.services, "tags");
    return takeReadings(this.engine, { find: (id) => tags.find(this.tenantId, id), numberOf: (id) => tags.numberOf(this.tenantId, id) }, parts, now);
  }

  /** Stores a step with what it followed from; `now` is when the engine was told. */
  async #store(step: AlarmStepLog, now: number, { entry, logged = [], fresh = [], notices = {}, also }: StepMore = {}): Promise<void> {
    const seq = logged.length > 0 ? this.#seq + 1 : this.#seq;
    const rows = entry ? [await this.#journal.row(seq, now, entry)] : [];
    await this.#guarded((stored) => this.ctx.store.unit(async (tx) => {
      stored.alarms = await this.#write(tx, step, now, rows, { seq, notices });
      if (logged.length > 0) await this.#log.append(tx, seq, now, logged);
      await also?.(tx);
    }), step, fresh);
    if (logged.length === 0) return;
    this.#seq = seq;
    this.recent.add(logged, now);
    this.#late.add(logged, now);
  }

  async #write(tx: Tx, step: AlarmStepLog, now: number, rows: readonly JournalRow[], { seq = this.#seq, notices = {}, actor, note = null }: { readonly seq?: number; readonly notices?: NoticeInput; readonly actor?: Actor; readonly note?: string | null } = {}): Promise<readonly StoredAlarm[]> {
    await writeHead(tx, this.tenantId, seq, now, this.#owner); // first: a process that was taken over must write nothing
    await this.#journal.append(tx, rows);
    const stored = await this.#writer.write(tx, step, actor, note);
    await this.#desk.write(tx, { steps: [step], ...notices });
    return stored;
  }

  // A refused or repeated unit stores nothing of the step: memory goes back to what is stored.
  async #guarded<T>(unit: (stored: { alarms: readonly StoredAlarm[] | null }) => Promise<T>, step: AlarmStepLog, fresh: readonly { readonly tagId: string; readonly sample: Sample }[] = []): Promise<T> {
    const stored: { alarms: readonly StoredAlarm[] | null } = { alarms: null };
    try {
      const result = await unit(stored);
      if (stored.alarms === null) this.#isStale = true;
      else this.#tell(stored.alarms, step, fresh);
      return result;
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  #tell(alarms: readonly StoredAlarm[], step: AlarmStepLog, fresh: readonly { readonly tagId: string; readonly sample: Sample }[]): void {
    for (const { at } of step.announcements) this.flood.note(at);
    this.meter.events(step.events);
    this.onStored(alarms, fresh);
  }
}

function formsOfTags(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(tags.flatMap((tag) => tag.report?.form ?? []));
}
