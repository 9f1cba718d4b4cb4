import { issue, type Issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { join, note, patchVisit, tell } from "../run/run.ts";
import { visitOf } from "../run/view.ts";
import { isActive, seekerOf } from "../seats/resolveCandidates.ts";
import { isPersonNode, whyNotEligible } from "../seats/resolveSeats.ts";
import { type Ask, type CommandKind, isHolder, taskOf } from "./ask.ts";

const maxTransfers = 10;

/** 转办: the seat changes hands; its timers run on. An administrator may do it while the flow is suspended. */
export const transfer: CommandKind = {
  name: "transfer", on: "task", turn: "undecided",
  whileSuspended: (ask) => ask.admin,
  entitled: (ask) => isHolder(ask) || ask.admin,
  check: whyNoTransfer,
  apply: (run, ask) => {
    const { visit, seat, step } = taskOf(ask);
    const { person = "", comment } = ask.input;
    const moved = { ...seat, person, holders: [person], version: seat.version + 1, transfers: seat.transfers + 1 };
    patchVisit(run, visit.id, { seats: (visitOf(run, visit.id)?.seats ?? []).map((one) => (one.id === seat.id ? moved : one)) });
    join(run, [person]);
    note(run, { command: "transfer", node: visit.node, visit: visit.id, seat: seat.id, outcome: person, detail: { from: seat.person }, ...(comment === undefined ? {} : { comment }) });
    tell(run, [person], "task.open", notices.opened(step.title, run.instance.number), { visit: visit.id });
  },
};

function whyNoTransfer(ask: Ask): Issue | undefined {
  const { visit, seat, step } = taskOf(ask);
  const { person } = ask.input;
  if (seat.transfers >= maxTransfers) return issue("TRANSFER_LIMIT", "", { max: maxTransfers });
  if (step.node?.kind === "start") return issue("NOT_ALLOWED", "", { command: "transfer", node: visit.node, nodeZh: step.title.zh, nodeEn: step.title.en });
  if (ask.probe) return undefined;
  if (person === undefined) return issue("COMMAND_NEEDS", "", { command: "transfer", what: "person" });
  const reason = isPersonNode(step.node) ? whyNotEligible(seekerOf(ask.view), step.node, person) : isActive(ask.view.env.directory, person) ? undefined : "inactive";
  if (reason !== undefined) return issue("NOT_ELIGIBLE", "", { person: ask.view.env.directory.person(person)?.name ?? person, ...eligibility[reason] });
  return visit.seats.some((one) => one.holders.includes(person)) ? issue("ONE_SEAT_PER_PERSON", "", { person: ask.view.env.directory.person(person)?.name ?? person }) : undefined;
}

const eligibility = {
  inactive: { reason: "inactive", reasonZh: "账号停用或不存在", reasonEn: "the account is disabled or unknown" },
  excluded: { reason: "excluded", reasonZh: "职责分离，不能兼任", reasonEn: "barred by separation of duty" },
  self: { reason: "self", reasonZh: "申请人不能审批自己的申请", reasonEn: "the initiator may not decide on their own request" },
} as const;
