import type { Words } from "./i18n.ts";

/** Words of the permit board. */
const permits: Words = {
  title: "{{live}} in the field, {{stopped}} suspended", titleNone: "No work in the field", titleLoading: "Loading permits", over: "{{time}} overdue", overCount: "{{count}} past a deadline",
  board: "Lanes + plan", list: "List", wall: "Wall", apply: "Apply for a permit", allKinds: "All kinds", kind: "Kind of work", area: "Area", allAreas: "All areas", search: "Number, work, people",
  lane: { approving: "In approval", ready: "Ready to start", live: "Live", stopped: "Suspended", finished: "To be accepted", ended: "Ended" },
  state: { draft: "Draft", prepared: "To be reviewed", approving: "In approval", approved: "Approved", active: "Live", suspended: "Suspended", finished: "To be accepted", closed: "Closed", rejected: "Rejected", cancelled: "Cancelled", expired: "Expired", revoked: "Revoked", running: "In approval", ended: "Ended" },
  count: "{{count}}", more: "{{count}} more", empty: "{{lane}}: none", none: "No permits yet. Start the first from a template", filtered: "No permit matches the filter",
  deadline: { gas: "Gas re-test", valid: "Valid for", due: "Approval due" }, noDeadline: "No deadline", suspendedFor: "Suspended {{time}}", cause: "{{list}}", causeOver: "Waits for its conditions to be confirmed", resume: "To resume: cause removed; after too long a break a new passing sample; safety measures confirmed again",
  within: { near: "within 60 min", soon: "within 15 min" }, failing_one: "{{count}} check fails", failing_other: "{{count}} checks fail", undecided_one: "{{count}} check undecided", undecided_other: "{{count}} checks undecided", lost: "states and deadlines may have changed. Verify by phone or radio.",
  conflict: {
    what: "Conflicting work", title_one: "{{count}} conflict of simultaneous work", title_other: "{{count}} conflicts of simultaneous work", some_one: "{{count}} conflict", some_other: "{{count}} conflicts", none: "No work conflicts with other work", noneHint: "Judged by approved permits and registered activities; what nobody registered is not seen here", span: "{{from}} to {{to}}, the line is now", with: "with", comma: ", ", verify: "to be verified",
    standing: { both: "Both going on", stopped: "Suspended", soon: "Overlap within the hour", ahead: "Will overlap" },
    basis: { "3-D": "{{m}} m apart in space", plan: "{{m}} m apart on the plan", key: "the same place", unknown: "place not known, so it counts" }, bars: "Periods of both jobs, the overlap framed.", overlap: "overlap {{from}}–{{to}}", ever: "always", "open-end": "open", open: "See {{number}}", line: "Conflict", lineName: "{{a}} conflicts with {{b}}: {{title}}, {{how}}",
  },
  guardian: "Guardian {{names}}", position: "Position", nextTitle: "Next deadlines", nextNone: "No permit has a deadline", openTicket: "Open permit", drag: "Cards cannot be dragged: events and checks change the state",
  col: { number: "Number", kind: "Kind", what: "Work", state: "State", area: "Area", people: "Crew / guardian", next: "Next deadline", by: "Applicant" },
};
export default permits;
