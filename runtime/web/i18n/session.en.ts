import type { Words } from "./i18n.ts";

/** Words of sign-in and first start. */
const session: Words = {
  signIn: "Sign in", account: "Account", password: "Password", forgot: "Forgot the password? Ask your administrator to reset it",
  claim1: "See the danger, stop the work,", claim2: "repair until it is closed.",
  points: {
    1: { title: "See it", text: "Readings, snaps and video in one place; missing data shows too" },
    2: { title: "Stop it", text: "A gas alarm suspends hot work in its area and tells people" },
    3: { title: "Finish it", text: "Each hazard has an owner, a deadline and a re-check" },
  },
  demo: "This is a demo plant. A simulator makes its data; only this machine can reach it.",
  samePassword: "All passwords are",
  throttled: "Too many tries. Try again in {{time}}", serverDown: "The server cannot be reached. Check the network and retry", serverUp: "Server up", version: "version {{version}}", anonymousSnap: "Snap without signing in",
  tooShort: "The password needs at least 10 characters", notSame: "The two passwords differ",
  invite: { title: "Set a password", invite: "Welcome, {{name}}. Your account is {{login}}; choose a password first.", reset: "{{name}}, choose a new password for the account {{login}}.", act: "Set it and sign in" },
  first: { company: "Company (optional)", title: "Make the first administrator", hint: "This link works once. Sign in with this account afterwards and invite the others.", noToken: "The link is incomplete. Open this page with the whole link printed at the first start.", login: "Account", name: "Name", old: "Present password", password: "New password", again: "Once more", rule: "At least 10 characters", act: "Make administrator" },
  change: { title: "Change password", forced: "This is a temporary password. Choose your own before going on." },
};
export default session;
