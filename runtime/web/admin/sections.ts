/** A section of the administration: its address, and what is needed to open it and to change things in it. */
export interface AdminSection {
  readonly id: string; // word in admin:section
  readonly href: string;
  readonly permission?: string;
  readonly edit?: string;
}

export const adminSections: readonly AdminSection[] = [
  { id: "people", href: "/admin/people", permission: "people.read", edit: "people.edit" },
  { id: "org", href: "/admin/org", permission: "people.read", edit: "org.edit" },
  { id: "areas", href: "/admin/areas", permission: "people.read", edit: "org.edit" },
  { id: "rosters", href: "/admin/rosters", permission: "people.read", edit: "people.edit" },
  { id: "tags", href: "/admin/tags", permission: "tag.edit", edit: "tag.edit" },
  { id: "devices", href: "/admin/devices", permission: "device.edit", edit: "device.edit" },
  { id: "tokens", href: "/admin/tokens", permission: "token.edit", edit: "token.edit" },
  { id: "audit", href: "/admin/audit", permission: "audit.read" },
  { id: "channels", href: "/admin/channels", permission: "channel.edit", edit: "channel.edit" },
  { id: "webhooks", href: "/admin/webhooks", permission: "webhook.edit", edit: "webhook.edit" },
  { id: "me", href: "/admin/me" },
];

/** The sections a person may open; the own account always. */
export function sectionsFor(permissions: readonly string[]): readonly AdminSection[] {
  return adminSections.filter((section) => section.permission === undefined || permissions.includes(section.permission));
}
