import type { Words } from "./i18n.ts";

/** Words of the inbox and of decisions. */
const inbox: Words = {
  title_one: "{{count}} thing waits for me", title_other: "{{count}} things wait for me", calm: "Nothing waits for me", calmHint: "New tasks appear here, with a notice", near: "{{count}} due within 30 min or overdue", noneDone: "Nothing done yet",
  tab: { open: "For me", mine: "Started by me", done: "Done" }, filter: "Title, number, form, step", more: "More", load: "load the inbox", loadOne: "load the content", loadChecks: "load the checks", gone: "No longer in the inbox; this is how it stands now", goOn: "Next one", nothingSelected: "Choose something to look at", backToList: "Back to the list",
  disposal: "Alarm disposal", noDue: "no deadline", ended: { done: "done", superseded: "void" }, submittedBy: "Submitted by {{name}}", superseded: "This task is void: the flow has moved on. Below is its present state", alreadyDone: "This step is done",
  command: {
    approve: "Approve", submit: "Submit", claim: "Claim", unclaim: "Give back", return: "Return", reject: "Reject", transfer: "Transfer", delegate: "Delegate", undelegate: "Take delegation back", advise: "Give opinion", addSigner: "Add signer", reduceSigner: "Remove signer", takeBack: "Take back",
    withdraw: "Withdraw", cancel: "Cancel", comment: "Comment", urge: "Urge", cc: "Copy", suspend: "Suspend", resume: "Resume", terminate: "Terminate", event: "Event", reassign: "Reassign", jump: "Jump", timer: "Time over", start: "Start", interlock: "Interlock", supersede: "Supersede", notify: "Notify", autoApprove: "Approved automatically", open: "Reached", end: "End", enter: "Reached", leave: "Left", condition: "Judged", note: "Noted", life: "State", act: "Done automatically", remind: "Reminded", overdue: "Overdue", blocked: "Nobody to act", system: "By the system", interlockOver: "Interlock over", back: "Back to", goto: "Go to",
  },
  ask: {
    approve: "Approve \"{{title}}\"?", submit: "Submit \"{{title}}\"?", claim: "Claim \"{{title}}\"?", unclaim: "Give \"{{title}}\" back?", return: "Return \"{{title}}\"?", reject: "Reject \"{{title}}\"?", transfer: "Transfer \"{{title}}\" to whom?", delegate: "Delegate \"{{title}}\" to whom?", undelegate: "Take the delegation back?", advise: "Give an opinion", addSigner: "Who signs as well?", reduceSigner: "Remove whom?", takeBack: "Take the decision back?",
  },
  follows: {
    approve: "Goes to the next step; its people are told", submit: "Goes to the next step; its people are told", claim: "The others no longer see this task", unclaim: "Others may claim it again", return: "The listed steps are redone; opinions given stay on record", reject: "Ends, or takes the branch the flow sets for a rejection", transfer: "The other decides; it does not come back", delegate: "Comes back for my decision after the other's opinion", undelegate: "I decide", advise: "The opinion goes back to who delegated", addSigner: "Goes on only after the other has signed", reduceSigner: "The other need not sign any more", takeBack: "Only while nobody acted after it",
  },
  needs: { comment: "Reason (required)", opinion: "Opinion", person: "Person", password: "Password again", gps: "Get my position", noGps: "No fix. Try again in the open", signed: "Signed" },
  opinionHint: "For example: agreed, test again before the start", reasonHint: "Say why; the other will read it", meaning: "{{command}} {{number}}", signAnd: "Sign and {{command}}", confirm: "{{command}}",
  redone: "to be redone: {{steps}}", supersedes: "{{count}} parallel tasks become void", refused: "Not done: {{what}}. {{count}} conditions not met",
};
export default inbox;
