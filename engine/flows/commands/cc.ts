import { issue, type Issue } from "../../issues/issue.ts";
import { notices } from "../notices.ts";
import { join, note, tell } from "../run/run.ts";
import { nameOf } from "../run/view.ts";
import { isActive } from "../seats/resolveCandidates.ts";
import { type Ask, type CommandKind, isParticipant } from "./ask.ts";

const maxPeople = 200;

/** 抄送: shows it to more people, who may then follow and comment; changes nothing else, also while suspended. */
export const cc: CommandKind = {
  name: "cc", on: "instance",
  whileSuspended: () => true,
  entitled: isParticipant,
  check: whyNoCc,
  apply: (run, ask) => {
    const { people = [], comment } = ask.input;
    join(run, people);
    note(run, { command: "cc", detail: { people }, ...(comment === undefined ? {} : { comment }) });
    tell(run, people, "flow.cc", notices.cc(run.instance.number, nameOf(run, ask.input.by), comment ?? ""));
  },
};

function whyNoCc(ask: Ask): Issue | undefined {
  if (ask.probe) return undefined;
  const { people = [] } = ask.input;
  if (people.length === 0 || people.length > maxPeople) return issue("COMMAND_NEEDS", "", { command: "cc", what: "people" });
  const unknown = people.find((person) => !isActive(ask.view.env.directory, person));
  return unknown === undefined ? undefined : issue("NOT_ELIGIBLE", "", { person: nameOf(ask.view, unknown), reason: "inactive", reasonZh: "账号停用或不存在", reasonEn: "the account is disabled or unknown" });
}
