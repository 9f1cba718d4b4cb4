import { api } from "../api/client.ts";
import { newKey } from "../api/idempotency.ts";
import type { Info } from "../api/types.ts";
import { setSiteZone } from "../components/time.ts";
import i18next from "i18next";
import { type FlushEnd, Outbox } from "./outbox.ts";
import { newReport, type Report } from "./report.ts";
import { reportStore } from "./reportStore.ts";
import { snapWire } from "./snapWire.ts";

/** What the capture page shows; one object per change, so React can compare. */
export interface CaptureState {
  readonly isLoaded: boolean;
  readonly reports: readonly Report[];
  /** The report being made; kept on the device with every change, so that back, reload and a dead battery lose nothing. */
  readonly draft: Report;
  readonly isOnline: boolean;
  readonly lastFlush: FlushEnd | undefined;
  readonly isSending: boolean;
  /** The device refused to store: the page says so at once. */
  readonly storageFault: string | undefined;
}

const fresh = (): Report => newReport(newKey(), new Date().toISOString());
let state: CaptureState = { isLoaded: false, reports: [], draft: fresh(), isOnline: navigator.onLine, lastFlush: undefined, isSending: false, storageFault: undefined };
const listeners = new Set<() => void>();
const outbox = new Outbox(reportStore, snapWire, () => Date.now(), () => i18next.t("capture:noPlace"), () => void reload());

function set(change: Partial<CaptureState>): void {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener());
}

export function captureState(): CaptureState {
  return state;
}

export function onCaptureState(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function reload(): Promise<void> {
  set({ reports: (await reportStore.all()).filter((report) => report.state !== "draft") });
}

async function keep(report: Report): Promise<void> {
  try {
    await reportStore.put(report);
    set({ storageFault: undefined });
  } catch (fault) {
    set({ storageFault: fault instanceof Error ? fault.message : String(fault) });
  }
}

/** Changes the report being made and writes it down. */
export function changeDraft(change: Partial<Report>): void {
  const draft = { ...state.draft, ...change };
  set({ draft });
  void keep(draft);
}

/** Removes the voice note of the report being made. */
export function dropVoice(): void {
  const { voice: _voice, ...draft } = state.draft;
  set({ draft });
  void keep(draft);
}

/** Throws the report being made away and begins a new one. */
export async function discardDraft(): Promise<void> {
  await reportStore.remove(state.draft.id);
  set({ draft: fresh() });
}

/** Queues the report being made and begins a new one; sending starts at once where there is a network. */
export async function queueDraft(): Promise<Report> {
  const queued: Report = { ...state.draft, state: "queued" };
  await reportStore.put(queued);
  set({ draft: fresh() });
  await reload();
  void flush();
  return queued;
}

/** Puts a refused report back to be changed. */
export async function editRefused(report: Report): Promise<void> {
  const { why: _why, ...rest } = report;
  const draft: Report = { ...rest, id: newKey(), state: "draft" }; // another report: the old key has its answer
  await reportStore.remove(report.id);
  await reportStore.put(draft);
  set({ draft });
  await reload();
}

/** One round of sending; says in the state how it ended. */
export async function flush(): Promise<void> {
  set({ isSending: true });
  try {
    set({ lastFlush: await outbox.flush() });
  } finally {
    set({ isSending: false });
    await reload();
  }
}

const zoneKey = "safeloop.snap.zone";

/** Times are the site's: from the server, else as remembered from the last time. */
async function readZone(): Promise<void> {
  try {
    setSiteZone(localStorage.getItem(zoneKey) ?? undefined);
    const { siteTz } = await api.get<Info>("/info");
    setSiteZone(siteTz);
    localStorage.setItem(zoneKey, siteTz);
  } catch {
    // no network or storage switched off: the remembered zone, else the phone's
  }
}

/** Loads what the device holds, then sends whenever there is a chance: network back, page shown, every 30 s. */
export async function startCapture(): Promise<void> {
  void readZone().then(reload);
  const stored = await reportStore.all();
  const draft = stored.find((report) => report.state === "draft");
  set({ isLoaded: true, reports: stored.filter((report) => report.state !== "draft"), ...(draft ? { draft } : {}) });
  addEventListener("online", () => {
    set({ isOnline: true });
    void flush();
  });
  addEventListener("offline", () => set({ isOnline: false }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void flush());
  setInterval(() => state.reports.some((report) => report.state === "queued") && void flush(), 30_000);
  void flush();
}
