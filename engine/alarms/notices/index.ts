export { channelsFor, type ChannelName } from "./channels.ts";
export { defaultChains, escalationOf, needsDisposal, type NoticeChain } from "./chains.ts";
export { decideNotices } from "./decide.ts";
export { endedWhys, noNotices, noticeId, type DueStep, type EndedWhy, type GroupClock, type HeldWhy, type NoticeDecision, type NoticeScene, type NoticeSend, type NoticeState, type PendingNotice, type Receivers, type Silence, type SilenceMatcher } from "./notice.ts";
export { maxSilenceMs, noticeBudget } from "./policy.ts";
export { receiversOf } from "./receivers.ts";
