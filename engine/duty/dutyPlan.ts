/** One shift of a day by the wall clock of the site; `to` at or before `from` is on the next day. */
export interface DutyShift {
  readonly id: string;
  readonly name: string;
  readonly from: string; // HH:mm
  readonly to: string;
}

/** Who is on duty for one role at one unit: a weekly pattern, and dates on which it is different. */
export interface DutyPlan {
  readonly shifts: readonly DutyShift[];
  /** Minutes for which those who go stay on duty beside those who come. */
  readonly handoverMin: number;
  /** By shift: seven lists of person ids, Monday first. */
  readonly week: { readonly [shiftId: string]: readonly (readonly string[])[] };
  readonly exceptions: readonly DutyException[];
}

/** The people of one shift on one date, instead of the pattern's. */
export interface DutyException {
  readonly date: string; // YYYY-MM-DD, the day the shift begins
  readonly shift: string;
  readonly people: readonly string[];
}
