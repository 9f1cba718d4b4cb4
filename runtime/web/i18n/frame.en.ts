import type { Words } from "./i18n.ts";

/** Words of the page frame: header, navigation, banner. */
const frame: Words = {
  leaveWall: "Leave wall",
  nav: {
    label: "Main navigation", overview: "Overview", inbox: "Inbox", alarms: "Alarms", permits: "Permits", hazards: "Hazards", tags: "Tag trends", reports: "Risk and reports", records: "Records",
    design: "Design", forms: "Forms", flows: "Flows", rules: "Alert rules", gallery: "Templates", snap: "Snap", admin: "Administration",
  },
  skip: "Skip to content",
  site: "Site", search: "Search tags, numbers, people",
  unacked: "Unacked", unackedOf: "{{priority}}: {{count}} unacknowledged",
  live: "Live {{time}}", connecting: "Connecting {{time}}", lost: "Offline {{for}}, showing data of {{at}}", lostNever: "Offline, no data yet",
  demo: "Demo plant", demoHint: "Data comes from a simulator", notices: "Notices", noticesUnread: "Notices, {{count}} unread", noNotices: "No unread notices", markRead: "Mark as read",
  language: "Chinese / English", theme: { dark: "Dark", light: "Light" }, signOut: "Sign out", changePassword: "Change password", shortcuts: "Shortcuts",
  banner: { ack: "Acknowledge alarm", card: "Show action card", raised: "Raised {{time}}, unacknowledged for {{age}}", more: "{{count}} more urgent alarms unacknowledged", stopped: "Permits suspended: {{numbers}}" },
  keys: { search: "Search and commands", sheet: "Shortcut sheet", filter: "Focus the list filter", rows: "Move up and down", open: "Open", close: "Close the top layer", off: "Turn single-letter shortcuts off", on: "Turn single-letter shortcuts on" },
  role: { none: "No role" },
};
export default frame;
