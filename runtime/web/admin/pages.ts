import type { PageRoute } from "../app/pageRoute.ts";

export const adminPages: readonly PageRoute[] = [
  { path: "/admin", load: () => import("./AdminPage.tsx") },
  { path: "/admin/people", permission: "people.read", load: () => import("./PeoplePage.tsx") },
  { path: "/admin/org", permission: "people.read", load: () => import("./OrgPage.tsx") },
  { path: "/admin/areas", permission: "people.read", load: () => import("./AreasPage.tsx") },
  { path: "/admin/rosters", permission: "people.read", load: () => import("./RostersPage.tsx") },
  { path: "/admin/tags", permission: "tag.edit", load: () => import("./AdminTagsPage.tsx") },
  { path: "/admin/devices", permission: "device.edit", load: () => import("./DevicesPage.tsx") },
  { path: "/admin/tokens", permission: "token.edit", load: () => import("./TokensPage.tsx") },
  { path: "/admin/audit", permission: "audit.read", load: () => import("./AuditPage.tsx") },
  { path: "/admin/webhooks", permission: "webhook.edit", load: () => import("./WebhooksPage.tsx") },
  { path: "/admin/channels", permission: "channel.edit", load: () => import("./channels/ChannelsPage.tsx") },
  { path: "/admin/me", load: () => import("./MePage.tsx") },
];
