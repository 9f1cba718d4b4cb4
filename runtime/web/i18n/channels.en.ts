import type { Words } from "./i18n.ts";

/** Words of the notification channels. */
const channels: Words = {
  lead: "{{n}} channels, {{failing}} failing", add: "Add channel", edit: "Edit {{what}}", empty: "No channels. Notices reach people in the inbox and on the screen only. Add one so that they reach people who are not looking at it",
  order: "When a channel fails three times within a minute, its notices also go over the next one in this order. Each group and each person gets at most 10 messages a minute; the rest comes in one message that lists all. P1 always comes alone.",
  kind: { email: "E-mail", push: "Browser push", dingtalk: "DingTalk robot", wecom: "WeCom robot", feishu: "Feishu robot", webhook: "Webhook", siren: "Siren" },
  hint: {
    email: "Over the SMTP server of your organisation, to the address each person gave", push: "To browsers in which people allowed notices under My account", dingtalk: "Custom robot of a group, with signature", wecom: "Message robot of a group", feishu: "Custom robot of a group, with signature check",
    webhook: "Each notice as a signed event for another system", siren: "A gateway that switches the siren. Called only for what is at most 5 min old or still active",
  },
  field: {
    kind: "Kind", title: "Name", titleHint: "e.g. Tank farm group", language: "Language of messages", place: "Order", placeHint: "1 first; empty: last", enabled: "Switched on", enabledHint: "When switched off, what is still waiting goes over the next channel",
    host: "Server", port: "Port", security: "Encryption", from: "Sender address", user: "User name", password: "Password", contact: "Contact for push services", url: "Address", secret: "Signing key", kept: "Kept; fill in to replace", hidden: "Written only, not shown again", made: "Written only, not shown again. Made by the server when empty",
  },
  language: { zh: "Chinese", en: "English", both: "Both" }, security: { tls: "TLS", starttls: "STARTTLS", none: "None (own network only)" },
  state: { new: "Not tried yet", ok: "Works", failing: "Failing", off: "Switched off" },
  lastSent: "Last sent {{at}}", downSince: "Failing since {{at}}", open: "{{n}} waiting", dead: "{{n}} given up",
  test: "Send a test", testOk: "Arrived. The other side said: {{answer}}", testBad: "Not sent. The other side said: {{answer}}",
  removeTitle: "Delete channel {{what}}?", removeBody: "What is still waiting goes over the next channel. Its delivery records are deleted.",
  secretTitle: "Signing key", secretNote: "The receiver checks each message with it (Standard Webhooks).",
  deliveries: "Deliveries", delivery: { dead: "Given up", failed: "Trying again", waiting: "Waiting", sent: "Sent" }, none: { dead: "Nothing was given up", failed: "Nothing is being tried again", waiting: "Nothing is waiting", sent: "Nothing sent yet" },
  resend: "Send again", resendAll: "Send all {{n}} of {{what}} again", tries: "{{n}} tries", fellOver: "also over the next channel",
  contact: {
    title: "Where notices reach me", email: "E-mail", badEmail: "Not an e-mail address", browsers: "Browsers that show my notices", allow: "Show notices in this browser", forget: "Stop", noPush: "The site has no push channel yet. An administrator can add it under Notifications.",
    failed: "This browser could not be registered: {{why}}. The browser's push service may not be reachable from this network.",
    hurdle: { insecure: "This page is not opened over https, so the browser does not allow notices. Use the https address.", unsupported: "This browser cannot show notices when the page is closed. On an iPhone, add the page to the home screen first.", refused: "Notices are blocked in this browser. Allow them in its settings for this site, then reload the page." },
  },
};
export default channels;
