import type { Submitted } from "@safeloop/engine";
import { ApiProblem } from "../api/problem.ts";
import type { FileRef } from "../api/types.ts";
import { dataOf, type Report, type SnapPhoto, snapForm } from "./report.ts";
import type { ReportStore } from "./reportStore.ts";

/** What the outbox sends through. The page gives the API client; tests a network that breaks. */
export interface SnapWire {
  upload(photo: SnapPhoto, kind: "photo" | "audio"): Promise<FileRef>;
  submit(form: string, data: object, capturedAt: string, key: string): Promise<Submitted>;
}

/** How a round of sending ended. `signedOut` and `offline` leave the rest queued. */
export type FlushEnd = "done" | "offline" | "signedOut";

/** Refusals a later try can turn: no session, too many, server faults. Anything else is an answer to this report. */
function isForLater(fault: ApiProblem): boolean {
  return fault.isOffline || fault.status === 401 || fault.status === 408 || fault.status === 429 || fault.status >= 500;
}

/**
 * Sends queued reports, oldest first. Each step is written down before the
 * next: a picture keeps its file id, the report its number. Cut off anywhere,
 * the next round goes on where this one stopped, and the report's key makes
 * the server store it once.
 */
export class Outbox {
  private running: Promise<FlushEnd> | undefined;

  constructor(private readonly store: ReportStore, private readonly wire: SnapWire, private readonly now: () => number, private readonly noPlace: () => string, private readonly changed: () => void = () => undefined) {}

  /** One round; a call during a round joins it. */
  flush(): Promise<FlushEnd> {
    this.running ??= this.locked().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Another tab may be sending: only one round at a time on this device. */
  private locked(): Promise<FlushEnd> {
    const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
    return locks === undefined ? this.round() : locks.request("safeloop-snap-outbox", () => this.round());
  }

  private async round(): Promise<FlushEnd> {
    const queued = (await this.store.all()).filter((report) => report.state === "queued").reverse();
    for (const report of queued) {
      try {
        await this.send(report);
      } catch (fault) {
        if (!(fault instanceof ApiProblem)) throw fault;
        if (isForLater(fault)) return fault.status === 401 ? "signedOut" : "offline";
        await this.keep({ ...(await this.latest(report)), state: "refused", why: fault.problem.detail });
      }
    }
    return "done";
  }

  private async send(report: Report): Promise<void> {
    let current = report;
    for (const photo of report.photos) {
      if (photo.fileId !== undefined) continue;
      const { id: fileId } = await this.wire.upload(photo, "photo");
      current = { ...current, photos: current.photos.map((one) => (one.id === photo.id ? { ...one, fileId } : one)) };
      await this.keep(current);
    }
    if (current.voice !== undefined && current.voice.fileId === undefined) {
      current = { ...current, voice: { ...current.voice, fileId: (await this.wire.upload(current.voice, "audio")).id } };
      await this.keep(current);
    }
    const sent = await this.wire.submit(snapForm, dataOf(current, this.noPlace()), current.capturedAt, current.id);
    await this.keep({ ...current, state: "sent", number: sent.number, submissionId: sent.id, sentAt: new Date(this.now()).toISOString() });
  }

  private async latest(report: Report): Promise<Report> {
    return (await this.store.all()).find((one) => one.id === report.id) ?? report;
  }

  private async keep(report: Report): Promise<void> {
    await this.store.put(report);
    this.changed();
  }
}
