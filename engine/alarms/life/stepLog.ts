import type { Alarm, AlarmEvent } from "../alarm.ts";

/** An announcement: people must be told, once per alarm, generation, channel and person. */
export interface Announcement {
  readonly alarmId: string;
  readonly generation: number;
  readonly at: number; // event time
  readonly why: string;
}

/** The actions of the rule are to run for this raise. */
export interface ActionRun {
  readonly alarmId: string;
  readonly generation: number;
  readonly at: number;
  readonly first: boolean; // the first raise of this alarm id: opens the disposal task
}

/** Everything one call decided. The server stores it in one transaction and carries it out after the commit. */
export interface AlarmStepLog {
  readonly events: readonly AlarmEvent[];
  readonly alarms: readonly Alarm[]; // each changed alarm once, in its last state
  readonly announcements: readonly Announcement[];
  readonly actions: readonly ActionRun[];
  readonly late: number;
  readonly duplicates: number;
  readonly silence: boolean; // what is known of silent tags and gateways changed, told or not
}

/** False: the engine stands as before the call, apart from how far it has looked. Nothing need be stored. */
export function isDecision({ events, alarms, silence }: AlarmStepLog): boolean {
  return events.length > 0 || alarms.length > 0 || silence;
}

/** Collects the decisions of one call. */
export class StepLog {
  readonly events: AlarmEvent[] = [];
  readonly changed = new Map<string, Alarm>();
  readonly announcements: Announcement[] = [];
  readonly actions: ActionRun[] = [];
  late = 0;
  duplicates = 0;
  silence = false;

  finish(): AlarmStepLog {
    return { events: this.events, alarms: [...this.changed.values()], announcements: this.announcements, actions: this.actions, late: this.late, duplicates: this.duplicates, silence: this.silence };
  }
}
