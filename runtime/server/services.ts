import type { AreaFacts, DefinitionKind, DeviceFacts, FlowDefinition, FormDefinition, AlertRule, Issue, JsonValue, Person, Quality, Reading, Tag } from "@safeloop/engine";
import type { Actor, Reader, Tx } from "./context.ts";

export interface DefinitionOf {
  readonly forms: FormDefinition;
  readonly flows: FlowDefinition;
  readonly rules: AlertRule;
}

/** A published revision as it is kept in memory: parsed once, the same object for ever, so compiled forms and flows stay cached. */
export interface PublishedRevision<K extends DefinitionKind = DefinitionKind> {
  readonly kind: K;
  readonly id: string;
  readonly revision: number;
  readonly hash: string;
  readonly definition: DefinitionOf[K];
}

export interface PublishedEvent {
  readonly tenantId: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  /** Absent when the definition was retired. */
  readonly published?: PublishedRevision;
  readonly previous?: PublishedRevision;
}

/** Published definitions, from memory. */
export interface DefinitionsService {
  /** Reads a tenant's published definitions into memory, installing template packs first. Cheap when done already. */
  load(tenantId: string): Promise<void>;
  /** The revision new work uses. Needs `load`. */
  published<K extends DefinitionKind>(tenantId: string, kind: K, id: string): PublishedRevision<K> | undefined;
  /** Every published definition of a kind, by id. Needs `load`. */
  all<K extends DefinitionKind>(tenantId: string, kind: K): readonly PublishedRevision<K>[];
  /** Any revision of the tenant by content hash, for what is pinned to it. Inside a unit pass its `tx` as the reader. */
  byHash<K extends DefinitionKind>(tenantId: string, kind: K, hash: string, reader?: Reader): Promise<PublishedRevision<K> | undefined>;
  /** Called after COMMIT and after the memory is renewed. */
  onPublished(listener: (event: PublishedEvent) => void): void;
}

/** The measured points of a tenant, from memory. Rules are checked against them. */
export interface TagsService {
  all(tenantId: string): readonly Tag[];
  find(tenantId: string, id: string): Tag | undefined;
  /** The integer that stands for the tag in logs and blobs. */
  numberOf(tenantId: string, id: string): number | undefined;
  byNumber(tenantId: string, no: number): Tag | undefined;
  /** Makes the points the platform counts itself exactly these. Nothing is written when they are. */
  keepComputed(tenantId: string, wanted: readonly Tag[], now: number): Promise<void>;
  /** Called after COMMIT when tags of a tenant were added, changed or retired. */
  onChanged(listener: (tenantId: string) => void): void;
}

/** The newest reading of a tag; `unknown` when it is missing, bad or older than its stale time. */
export interface LatestReading {
  readonly ts: number;
  readonly value: JsonValue;
  readonly quality: Quality;
  readonly ageS: number;
  readonly unknown: boolean;
}

export interface LatestService {
  of(tenantId: string, tagId: string): LatestReading | null;
  openAlarms(tenantId: string, tagId: string): number;
}

/** What uses an alert rule right now, so that a rule with open alarms is not retired. */
export interface RuleUseService {
  openAlarms(tenantId: string, ruleId: string): Promise<number>;
  /** What each of them is about: the key of its process. */
  openKeys(tenantId: string, ruleId: string): readonly string[];
}

/** What is known of an area right now; `known: false` (or no service) makes every check on it unknown, and unknown refuses. */
export interface AreaFactsService {
  areaFacts(tenantId: string, areaId: string): AreaFacts;
}

/** Calibration and explosion-proof state of devices named in answers. */
export interface DeviceFactsService {
  deviceFacts(tenantId: string, assetIds: readonly string[]): { readonly [assetId: string]: DeviceFacts };
}

/** Approved bypasses of alarms. They begin by the effect `outOfService`. */
export interface BypassesService {
  /** The flow is no longer live: its bypass ends, in the transaction of the step. */
  end(tx: Tx, tenantId: string, instanceId: string): Promise<void>;
}

export interface StoppedPermit {
  readonly submissionId: string;
  readonly number: string;
}

/** What an alarm may ask about permits. Stopping goes by the effect `interlock`. */
export interface PermitsService {
  /** A person is changed: issued permits that name them are judged again, in the transaction of the change. */
  personChanged(tx: Tx, tenantId: string, person: Person): Promise<void>;
  /** The permit was approved, started or ended: looks out for the next certificate it names to run out. */
  watch(tx: Tx, tenantId: string, instanceId: string): Promise<void>;
  /** A record changed what it states of this person, contractor or device: issued permits that name it are judged again, in the transaction of the change. */
  registerChanged(tx: Tx, tenantId: string, key: string): Promise<void>;
  /** A submission other tickets may refer to has changed its state. */
  referredChanged(tx: Tx, tenantId: string, formId: string, submissionId: string): Promise<void>;
  /** The cause has ended: takes it off every permit it holds, in the transaction of the change. A permit never starts again by itself. */
  interlockOver(tx: Tx, tenantId: string, causeId: string): Promise<void>;
  /** Permits each cause has stopped, ended causes included. */
  stoppedBy(reader: Reader, tenantId: string, causeIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoppedPermit[]>>;
  /** How many permits are in a live and in a stopped state. */
  counts(tenantId: string): Promise<{ readonly live: number; readonly suspended: number }>;
}

/** A task no flow made, such as the disposal of an alarm, shown in the same inbox. */
export interface FreeTask {
  readonly id: string;
  readonly tenantId: string;
  readonly orgId: string;
  readonly kind: "disposal";
  readonly title: { readonly zh: string; readonly en: string };
  readonly holders: readonly string[];
  readonly alarmId: string;
  readonly number: string; // shown to people, e.g. the alarm's short id
  readonly dueAt?: number; // epoch ms
}

export interface TasksService {
  /** Puts a task into its holders' inboxes. The same id again changes holders and due time. */
  open(tx: Tx, task: FreeTask): Promise<void>;
  /** Takes it out; `by` is the person who did it, null for the system. */
  close(tx: Tx, tenantId: string, taskId: string, by: string | null): Promise<void>;
  /** Open tasks in a person's inbox. */
  countOpen(tenantId: string, personId: string): Promise<number>;
}

/** What became of a batch. */
export interface ReadingsTaken {
  readonly accepted: number;
  readonly duplicates: number;
  readonly late: number;
  readonly issues: readonly (Issue & { readonly index: number })[];
}

/** The one way in for readings, whatever the adapter. */
export interface ReadingsService {
  /** Resolves after COMMIT, so that a device is answered only when its readings are stored. `source` is a device id or "http". */
  accept(tenantId: string, readings: readonly Reading[], source: string): Promise<ReadingsTaken>;
  /** A link came or went: what was held from before a loss is no longer evidence of calm. */
  linkChanged(tenantId: string, source: string, online: boolean): Promise<void>;
}

/** The live alarm engines. Tests move the clock and call `tick`; the server does so itself once started. */
export interface AlarmsService {
  /** Lets time pass for every tenant: delays, silence, ends of shelves. */
  tick(): Promise<void>;
  /** Milliseconds since a tick last ended for every tenant; infinite before the first. The proof that the engine lives. */
  tickAgeMs(): number;
  /** Counts what rules ask for beside their readings: live permits by area. */
  count(): Promise<void>;
  /** Puts alarms out of service and back as bypasses begin and end, here or in another process. */
  followBypasses(): Promise<void>;
  /** Snapshots, sealed blocks and retention, where due. */
  maintain(): Promise<void>;
  /** Resolves when everything asked for so far is stored. */
  idle(): Promise<void>;
  /** Counts and latency of the alarm path, as Prometheus text. */
  metrics(): string;
}

/** Connections of devices to the broker inside the server. */
export interface DeviceLinksService {
  /** Ends a device's connection; it may come back with a good secret. */
  drop(deviceId: string): void;
}

/** How much of pictures a reader can take. */
export interface PictureLimits {
  readonly bytes: number; // of one
  readonly pixels: number; // of one
  readonly allBytes: number;
}

/** Who may read an attachment is decided by what it hangs on. */
export interface FilesService {
  /** Registers the slice that owns a kind of subject (`files.subject_type`), once. */
  readableBy(subjectType: string, mayRead: (actor: Actor, subjectId: string) => Promise<boolean>): void;
  /** Bytes of pictures of the tenant that are JPEG or PNG and within the limits, by id; the caller has checked that they may be read. Others are left out. */
  pictures(tenantId: string, ids: readonly string[], limits: PictureLimits): Promise<ReadonlyMap<string, Uint8Array>>;
}

/**
 * What slices offer each other. Each slice fills in its own while it is made;
 * nobody reads one before every slice is made.
 */
export interface Services {
  definitions?: DefinitionsService;
  files?: FilesService;
  areaFacts?: AreaFactsService;
  deviceFacts?: DeviceFactsService;
  tags?: TagsService;
  latest?: LatestService;
  ruleUse?: RuleUseService;
  permits?: PermitsService;
  bypasses?: BypassesService;
  tasks?: TasksService;
  readings?: ReadingsService;
  alarms?: AlarmsService;
  deviceLinks?: DeviceLinksService;
}

/** A service that must be there, or a sentence saying which slice is missing. */
export function serviceOf<K extends keyof Services>(services: Services, name: K): NonNullable<Services[K]> {
  const service = services[name];
  if (!service) throw new Error(`The server was built without the slice that offers "${name}".`);
  return service;
}
