import type { Submitted } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import type { FileRef } from "../api/types.ts";
import { Outbox, type SnapWire } from "./outbox.ts";
import { newReport, type Report } from "./report.ts";
import type { ReportStore } from "./reportStore.ts";

const offline = (): ApiProblem => new ApiProblem({ status: 0, code: "OFFLINE", title: "", detail: "" });

function memoryStore(reports: readonly Report[]): ReportStore {
  const kept = new Map(reports.map((report) => [report.id, report]));
  return {
    all: () => Promise.resolve([...kept.values()].sort((a, b) => (a.capturedAt < b.capturedAt ? 1 : -1))),
    put: (report) => Promise.resolve(void kept.set(report.id, report)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  };
}

const queued = (n: number): Report => ({ ...newReport(`r${n}`, `2026-07-14T07:0${n}:00Z`), state: "queued", desc: `第 ${n} 条`, photos: [1, 2, 3].map((p) => ({ id: `r${n}p${p}`, blob: new Blob(["x"]) })) });

/** A server that honours the idempotency key, behind a network that loses requests and answers as told. */
class Plant implements SnapWire {
  readonly stored = new Map<string, object>();
  readonly calls: string[] = [];
  constructor(private readonly fate: () => "ok" | "lostBefore" | "lostAfter" | ApiProblem) {}

  private reach<T>(done: () => T): Promise<T> {
    const fate = this.fate();
    if (fate === "lostBefore") return Promise.reject(offline());
    if (fate instanceof ApiProblem) return Promise.reject(fate);
    const answer = done();
    return fate === "lostAfter" ? Promise.reject(offline()) : Promise.resolve(answer);
  }

  upload(photo: { readonly id: string }): Promise<FileRef> {
    this.calls.push(`upload ${photo.id}`);
    return this.reach(() => ({ id: `file-${photo.id}` }) as FileRef);
  }

  submit(_form: string, data: object, _capturedAt: string, key: string): Promise<Submitted> {
    this.calls.push(`submit ${key}`);
    return this.reach(() => {
      if (!this.stored.has(key)) this.stored.set(key, data);
      return { id: `s-${key}`, number: `S1-SN-${key}` } as Submitted;
    });
  }
}

const outboxOf = (store: ReportStore, wire: SnapWire): Outbox => new Outbox(store, wire, () => 0, () => "无法定位");

describe("the outbox of snaps", () => {
  it("sends oldest first, and says the number", async () => {
    const store = memoryStore([queued(2), queued(1)]);
    const plant = new Plant(() => "ok");
    expect(await outboxOf(store, plant).flush()).toBe("done");
    expect(plant.calls.filter((call) => call.startsWith("submit"))).toEqual(["submit r1", "submit r2"]);
    expect((await store.all()).map((report) => [report.state, report.number])).toEqual([["sent", "S1-SN-r2"], ["sent", "S1-SN-r1"]]);
  });

  it("stores five reports with three photos each exactly once, whatever the network loses and however often it restarts", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom("ok", "lostBefore", "lostAfter"), { maxLength: 60 }), async (fates) => {
      const store = memoryStore([1, 2, 3, 4, 5].map(queued));
      const line = [...fates];
      const plant = new Plant(() => line.shift() ?? "ok");
      for (let round = 0; round < 80 && (await store.all()).some((report) => report.state === "queued"); round += 1) await outboxOf(store, plant).flush();
      expect([...plant.stored.keys()].sort()).toEqual(["r1", "r2", "r3", "r4", "r5"]);
      for (const [key, data] of plant.stored) expect((data as { photos: { file: string }[] }).photos.map((photo) => photo.file)).toEqual([1, 2, 3].map((p) => `file-${key}p${p}`));
    }), { numRuns: 100 });
  });

  it("does not upload a photo again that the server confirmed", async () => {
    const store = memoryStore([queued(1)]);
    const fates: ("ok" | "lostBefore")[] = ["ok", "lostBefore"];
    const plant = new Plant(() => fates.shift() ?? "ok");
    expect(await outboxOf(store, plant).flush()).toBe("offline");
    await outboxOf(store, plant).flush();
    expect(plant.calls.filter((call) => call === "upload r1p1")).toHaveLength(1);
  });

  it("keeps everything when nobody is signed in", async () => {
    const store = memoryStore([queued(1), queued(2)]);
    const plant = new Plant(() => new ApiProblem({ status: 401, code: "UNAUTHENTICATED", title: "", detail: "" }));
    expect(await outboxOf(store, plant).flush()).toBe("signedOut");
    expect((await store.all()).every((report) => report.state === "queued")).toBe(true);
  });

  it("says why one is refused and goes on with the others", async () => {
    const store = memoryStore([queued(1), queued(2)]);
    const fates: ("ok" | ApiProblem)[] = ["ok", "ok", "ok", new ApiProblem({ status: 422, code: "FORM_REQUIRED", title: "", detail: "“地点”必须填写。" })];
    expect(await outboxOf(store, new Plant(() => fates.shift() ?? "ok")).flush()).toBe("done");
    expect((await store.all()).map((report) => [report.id, report.state, report.why])).toEqual([["r2", "sent", undefined], ["r1", "refused", "“地点”必须填写。"]]);
  });

  it("runs one round at a time", async () => {
    const store = memoryStore([queued(1)]);
    const plant = new Plant(() => "ok");
    const outbox = outboxOf(store, plant);
    await Promise.all([outbox.flush(), outbox.flush()]);
    expect(plant.calls.filter((call) => call.startsWith("submit"))).toHaveLength(1);
  });
});
