import type { Words } from "./i18n.ts";

/** Words of printing, and of the page a printed code leads to. */
const print: Words = {
  print: "Print", whole: "Whole record", asked: "print", busy: "Setting the pages", pop: "The browser blocked the new window. Allow windows of this site, then print again.",
  verify: {
    title: "Check a paper", ask: "check this paper", again: "Check again", checking: "Checking",
    live: "Permit in force, work under way", notLive: "No work under this paper now", same: "The paper equals the record", changed: "The record has changed since printing",
    liveText: "This page tells the state of the permit only. It does not replace tests on site, the guardian or interlocks.", notLiveText: "The permit's state is \"{{state}}\". Whatever the paper says, do not work.",
    sameText: "Content, approvals and signatures are what they were when it was printed.", changedText: "The paper is not the latest; the last change was at {{at}}. The record is what counts: print it again.",
    unknown: "This paper is no evidence", state: "State now", number: "Number", form: "Form", printed: "Fingerprint on paper", present: "Fingerprint of the record", at: "Checked at", compare: "The first 8 digits stand at the top right of the paper: compare them.",
  },
};
export default print;
