import type { Words } from "./i18n.ts";

/** Words of the inbox and of decisions. */
const inbox: Words = {
  title_one: "{{count}} thing waits for me", title_other: "{{count}} things wait for me", calm: "Nothing waits for me", calmHint: "New tasks appear here, with a notice", near: "{{count}} due within 30 min or overdue", noneDone: "Nothing done yet",
  tab: { open: "For me", mine: "Started by me", done: "Done" }, filter: "Title, number, form, step", more: "More", load: "load the inbox", loadOne: "load the content", loadChecks: "load the checks", gone: "No longer in the inbox; this is how it stands now", goOn: "Next one", nothingSelected: "Choose something to look at", backToList: "Back to the list",
  disposal: "Alarm disposal", noDue: "no deadline", ended: { done: "done", superseded: "void" }, submittedBy: "Submitted by {{name}}", superseded: "This task is void: the flow has moved on. Below is its present state", alreadyDone: "This step is done",
  command: {
    approve: "Approve", submit: "Submit", claim: "Claim", unclaim: "Give back", return: "Return", reject: "Reject", transfer: "Transfer", delegate: "Delegate", undelegate: "Take delegation back", advise: "Give opinion", addSigner: "Add signer", reduceSigner: "Remove signer", takeBack: "Take back",
    withdraw: "Withdraw", cancel: "Cancel", comment: "Comment", urge: "Urge", cc: "Copy", suspend: "Suspend", resume: "Resume", terminate: "Terminate", event: "Event", reassign: "Reassign", jump: "Jump", timer: "Time over", start: "Start", interlock: "Interlock", supersede: "Supersede", notify: "Notify", autoApprove: "Approved automatically", open: "Reached", end: "End", enter: "Reached", leave: "Left", condition: "Judged", note: "Noted", life: "State", act: "Done automatically", wait: "Wait over", subflow: "Sub-flow started", childEnded: "Sub-flow ended", migrate: "Moved to a new version", remind: "Reminded", overdue: "Overdue", blocked: "Nobody to act", system: "By the system", interlockOver: "Interlock over", back: "Back to", goto: "Go to",
  },
  ask: {
    approve: "Approve \"{{title}}\"?", submit: "Submit \"{{title}}\"?", claim: "Claim \"{{title}}\"?", unclaim: "Give \"{{title}}\" back?", return: "Return \"{{title}}\"?", reject: "Reject \"{{title}}\"?", transfer: "Transfer \"{{title}}\" to whom?", delegate: "Delegate \"{{title}}\" to whom?", undelegate: "Take the delegation back?", advise: "Give an opinion", addSigner: "Add signers to \"{{title}}\"", takeBack: "Take the decision back?",
  },
  follows: {
    approve: "Goes to the next step; its people are told", submit: "Goes to the next step; its people are told", claim: "I do it; the others no longer see this task", unclaim: "Others see it and may claim it again", return: "The listed steps are redone; opinions given stay on record", reject: "Ends, or takes the branch the flow sets for a rejection", transfer: "The other decides; it does not come back", delegate: "Comes back for my decision after the other's opinion", undelegate: "I decide", advise: "The opinion goes back to who delegated", addSigner: "More people sign, and their decision counts",
  },
  needs: { comment: "Reason (required)", opinion: "Opinion", person: "To whom", people: "Whom", say: "Note (optional)", advice: "Opinion (required)", password: "Password again", gps: "Get my position", noGps: "No fix. Try again in the open", signed: "Signed" },
  opinionHint: "For example: agreed, test again before the start", reasonHint: "Say why; the other will read it", adviceHint: "Write your opinion; who asked decides on it", sayHint: { transfer: "For example: this is your area, please decide", delegate: "For example: is the gas analysis enough", addSigner: "For example: electrical work, please check it too" }, meaning: "{{command}} {{number}}", signAnd: "Sign and {{command}}", confirm: "{{command}}",
  returnTo: "Return to which step", redoneOnly: "Only this step is redone", redone: "Redone after it: {{steps}}", supersedes: "{{count}} tasks under way become void", supersedesOf: "Tasks under way become void: {{tasks}}", skipBack: "Come straight back to me; steps whose data did not change keep their decisions", comma: ", ", semicolon: "; ", fallsAt: "{{step}} ({{names}})", saidBy: "Note of {{name}}", moreOf: "Task of {{name}}: more",
  signer: {
    where: "Where they stand", how: "How they count together", position: { before: "Before me", after: "After me", parallel: "Beside me" }, mode: { all: "All must approve", any: "One approval is enough", sequence: "One after the other" },
    means: { before: "They sign first, then it is my turn", after: "I approve, then they sign; only then does my approval count", parallel: "They sign together with me, one vote each" }, modeMeans: { all: "One rejection rejects", any: "Rejected only when all reject", sequence: "In the order above; each is asked after the one before approved" },
  },
  seats: "People at \"{{step}}\"", seatState: { waiting: "Waiting", heldOff: "Claimed by another", open: "To act", claimed: "Claimed", delegated: "Out for advice", approved: "Approved", submitted: "Submitted", rejected: "Rejected", carried: "Carried over", moot: "Not needed any more", removed: "Removed", superseded: "Void", blocked: "Nobody to act" },
  seat: { standsIn: "I act for {{name}}", claimedBy: "claimed by {{name}}", delegatee: "{{name}} asked for advice", addedBy: "added by {{name}}", carried: "approved the same data before" },
  seatNote: { standsIn: "I act for {{name}}; the record says so", claimedByMe: "Claimed by me; the others no longer see it", claimedBy: "Claimed by {{name}}", delegatedTo: "Out with {{name}} for advice. To decide now, take the delegation back first", advising: "{{name}} asks for my opinion; {{name}} decides", addedBy: "{{name}} asked me to sign as well", ofOther: "This is the task of {{name}}" },
  advice: "Advice given", adviceOf: "Advice of {{name}}", standsInBadge: "for {{name}}",
  takeBack: { title: "Take back the decision at \"{{step}}\"?", act: "Take decision back", mine: "I decided at \"{{step}}\"; nobody has acted on it yet", vote: "Only my vote is taken back and the step waits for me again. What others said stays.", reopens: "\"{{step}}\" opens again and waits for my decision.", falls: "These {{count}} tasks become void, and their people are told:", kept: "What was filled in stays; the former decision stays on record." },
  reduce: { title: "Remove {{name}} as a signer?", follows: "{{name}} need not sign any more and the task leaves their inbox. If everybody else has signed, the step is decided at once." },
  note: { stored: "Event kept until it resumes", interlockSkipped: "Interlock does not apply", timerSkipped: "Timer does not apply", timerUnknown: "Deadline unknown", calendarAssumed: "Deadline rests on an assumed work calendar", unknown: "Value unknown" },
  deputy: "Set a deputy",
  refused: "Not done: {{what}}. {{count}} conditions not met",
};
export default inbox;
