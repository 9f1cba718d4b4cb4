import type { Words } from "./i18n.ts";

/** Words of the capture page. */
const capture: Words = {
  title: "Snap", step1: "Photo", step2: "Describe, submit", step3: "Done", photo: "Photo", removePhoto: "Remove", shutter: "Take a photo", scan: "Scan", mine: "My reports", sign: "For my signature", loading: "Opening",
  shot: "{{count}} taken, {{most}} at most", use: "Use these {{count}}, next", wordsOnly: "No photo, words only", notAPicture: "This file is no photo; choose another", leave: "Not submitted yet. Leaving discards this report.",
  camera: { starting: "Opening the camera", live: "", refused: "The camera is not open. Press the shutter to choose a photo, or write words only", none: "The camera cannot be used directly here. Press the shutter to take or choose a photo" },
  offline: "Reports work without a network and are sent later", offlineQueued: "No network: {{count}} kept, sent when it is back", sending: "Sending, {{count}} to go", signedOut: "{{count}} wait for sign-in", signIn: "Sign in", storageFault: "The phone cannot store more: {{why}}. Submit first or free some space",
  place: { busy: "Locating", none: "No fix; you can go on", noneAgain: "Still no fix; you can go on", fix: "±{{m}} m · {{s}} s", accuracy: "Fix ±{{m}} m", unknown: "No place yet", area: "Choose an area", words: "Exact place, e.g. next to P-106", again: "Locate again" }, noPlace: "No fix", done: "Done",
  desc: "What is wrong", descHint: "For example: earth wire of P-106 came off", voice: { start: "Speak", stop: "Stop", again: "Record again", refused: "Cannot record", kept: "Recorded {{kb}} kB" },
  kind: "Which kind", kinds: { "unsafe-condition": "Unsafe condition", "unsafe-act": "Unsafe act", management: "Management gap", environment: "Environment" },
  anonymous: "Anonymous", anonymousHint: "Marked anonymous for who handles it; the account is still on record", anonymousShort: "anonymous", urgent: "Urgent", urgentHint: "Handled within 15 min, otherwise 4 h",
  nothing: "Take a photo, speak or write first", mark: { circle: "Circle it", arrow: "Draw an arrow", text: "Write on it" }, markText: "Words on the photo", markFull: "9 photos are the limit; no more marks",
  result: { queued: "Kept on the phone, waiting for the network", sent: "Delivered", refused: "Not accepted", draft: "Not submitted yet" }, resultHint: { queued: "Sent once when this page is open with a network. You may close it or switch the phone off.", sent: "The safety officer will triage it. The number shows its progress.", draft: "" },
  number: "Number", numberLater: "when delivered", takenAt: "Taken at", waitingCount: "{{count}} waiting", waitingSize: "{{kb}} kB in all", waiting: "Waiting to be sent", sent: "Delivered", refused: "Not accepted: {{why}}", noWords: "(no words)", photos: "{{count}} photos",
  safetyFirst: "In danger, leave first and report then. In an emergency use the site's emergency number.", again: "Report another", seeMine: "My reports", mineEmpty: "Nothing reported yet. Snap a hazard when you see one", signInToSee: "Sign in to see this.", offlineList: "No network; look again when it is back.", offlineSign: "No network: the signature was not delivered. Sign again when it is back.", signEmpty: "Nothing waits for my signature",
  scanHint: "Put the code into the frame", scanOther: "This is no point code; try another", scanNot: "This browser cannot scan; choose an area", chooseArea: "Choose an area",
};
export default capture;
