import { isOpen } from "../alarm.ts";
import type { AlarmBook } from "./alarmBook.ts";
import type { AlarmFacts } from "./facts.ts";
import type { StepLog } from "./stepLog.ts";

/** Lays suppression by design over an open alarm, or takes it off, as its process says (alarms.md 5). */
export function followSuppression(book: AlarmBook, facts: AlarmFacts, isOn: boolean, at: number, now: number, log: StepLog): void {
  const alarm = book.of(facts);
  if (!alarm || !isOpen(alarm) || isOn === (alarm.overlays.suppressed === true)) return;
  book.overlay(facts, { suppressed: isOn ? true : undefined }, isOn ? "suppress" : "unsuppress", isOn ? "CONDITION" : "OVERLAY_END", null, at, now, log);
}
