import type { AlertRule, Tag } from "@safeloop/engine";
import type { Config } from "../config/config.ts";
import type { MakeSlice } from "../context.ts";
import type { DefinitionsService, FreeTask, PublishedEvent } from "../services.ts";
import { makeTestApp, type TestApp, type TestDriver } from "../testing/testApp.ts";
import { alarmsSlice } from "./slice.ts";
import { ingestSlice } from "../ingest/slice.ts";
import { noticesSlice } from "../notify/routes.ts";
import { readingsSlice } from "../readings/slice.ts";
import { tagsSlice } from "../tags/routes.ts";

/** A gas rule like the worked example's level 1. */
export function gasRule(more: Partial<AlertRule> = {}): AlertRule {
  return {
    id: "H1", revision: 1, title: { zh: "可燃气体一级报警", en: "Combustible gas, level 1" }, message: { zh: "{tag} {value} ≥ {limit}", en: "{tag} {value} reached {limit}" },
    select: { measurement: "combustible" }, per: "tag", limits: { H: { value: 25, unit: "%[LEL]", op: ">=", sourceStd: "GB/T 50493", edition: "2019", confidence: "read" } },
    condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 2, onDelayS: 3, offDelayS: 10, priority: "P2",
    actions: [{ do: "disposalTask" }, { do: "interlock", cause: "gas-alarm" }], escalation: [{ afterS: 300, on: "unacked", to: [{ kind: "role", role: "base-unit-head", at: "areaOwner" }] }], ...more,
  };
}

export function gasPoint(id: string, more: Partial<Tag> = {}): object {
  return { id, title: { zh: id, en: id }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "area-t103", periodS: 1, staleAfterS: 30, ...more };
}

/** Published rules that a test changes. Stands in for the definitions slice. */
export class TestRules {
  rules: AlertRule[] = [];
  readonly #listeners: ((event: PublishedEvent) => void)[] = [];

  readonly service = {
    load: async () => undefined,
    all: () => this.rules.map((rule) => ({ kind: "rules" as const, id: rule.id, revision: rule.revision, hash: rule.id, definition: rule })),
    published: (_: string, __: string, id: string) => this.service.all().find((one) => one.id === id),
    byHash: async () => undefined,
    onPublished: (listener: (event: PublishedEvent) => void) => void this.#listeners.push(listener),
  };

  publish(tenantId: string, rules: AlertRule[]): void {
    this.rules = rules;
    for (const listener of this.#listeners) listener({ tenantId, kind: "rules", id: "any" });
  }
}

/** A server with tags, readings and alarms, whose interlocks and tasks are noted instead of carried out. */
export interface TestPlant {
  readonly app: TestApp;
  readonly rules: TestRules;
  readonly stops: { readonly cause: string; readonly areaId?: string }[];
  readonly tasks: FreeTask[];
  readonly released: string[];
  /** Sends readings at the test clock's time. */
  send(readings: readonly object[]): Promise<{ readonly status: number; readonly body: { readonly accepted: number; readonly duplicates: number; readonly late: number; readonly issues: readonly { readonly code: string; readonly index: number }[] } }>;
  value(tagId: string, value: unknown, agoS?: number): Promise<void>;
  /** Moves the clock in steps of half a second, ticking. */
  pass(seconds: number): Promise<void>;
  open(): Promise<readonly { readonly id: string; readonly [field: string]: unknown }[]>;
}

export async function makeTestPlant(rules: AlertRule[] = [gasRule()], options: { readonly driver?: TestDriver; readonly tags?: readonly object[]; readonly slices?: readonly MakeSlice[]; readonly config?: Partial<Config> } = {}): Promise<TestPlant> {
  const testRules = new TestRules();
  testRules.rules = rules;
  const stops: { cause: string; areaId?: string }[] = [];
  const tasks: FreeTask[] = [];
  const released: string[] = [];
  const stand: MakeSlice = (ctx) => {
    ctx.services.definitions = testRules.service as unknown as DefinitionsService;
    ctx.services.tasks = { open: async (_, task) => void tasks.push(task), close: async (_, __, id) => void tasks.splice(tasks.findIndex((one) => one.id === id), 1), countOpen: async () => tasks.length };
    ctx.services.permits = { personChanged: async () => undefined, registerChanged: async () => undefined, watch: async () => undefined, referredChanged: async () => undefined, interlockOver: async (_, __, id) => void released.push(id), stoppedBy: async () => new Map(), counts: async () => ({ live: 0, suspended: 0 }) };
    ctx.effects.handleInTransaction("interlock", async (_, effect) => void stops.push(effect));
    ctx.effects.handle("webhook", async () => undefined);
    return { name: "stand", routes: [] };
  };
  const app = await makeTestApp({ slices: [stand, ...(options.slices ?? []), noticesSlice, tagsSlice, readingsSlice, ingestSlice, alarmsSlice], ...(options.driver ? { driver: options.driver } : {}), ...(options.config ? { config: options.config } : {}) });
  for (const payload of options.tags ?? [gasPoint("GT-1")]) {
    const made = await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload });
    if (made.statusCode !== 201) throw new Error(made.body);
  }
  const iso = (ms: number): string => new Date(ms).toISOString();
  const plant: TestPlant = {
    app, rules: testRules, stops, tasks, released,
    async send(readings) {
      const reply = await app.inject("admin", { method: "POST", url: "/api/v1/readings", payload: readings });
      return { status: reply.statusCode, body: reply.json() };
    },
    async value(tagId, value, agoS = 0) {
      await plant.send([{ tagId, ts: iso(app.clock.now() - agoS * 1000), value }]);
    },
    async pass(seconds) {
      for (let left = seconds; left > 0; left -= 0.5) {
        app.clock.advance(500);
        await app.ctx.services.alarms?.tick();
      }
    },
    async open() {
      return (await app.inject("admin", { method: "GET", url: "/api/v1/alarms?open=true" })).json<{ items: { id: string }[] }>().items;
    },
  };
  return plant;
}

