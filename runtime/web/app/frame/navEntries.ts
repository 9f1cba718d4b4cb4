import { AlertOutlined, AppstoreOutlined, BellOutlined, CameraOutlined, DashboardOutlined, FormOutlined, HomeOutlined, InboxOutlined, LineChartOutlined, PartitionOutlined, ProfileOutlined, SafetyCertificateOutlined, SettingOutlined, WarningOutlined } from "@ant-design/icons";
import type { ComponentType } from "react";
import type { AlarmSummary } from "../../api/types.ts";
import { pageRoutes } from "../routes.tsx";

export interface NavEntry {
  readonly id: string; // word in frame:nav
  readonly href: string;
  readonly icon: ComponentType;
  readonly permission?: string;
  readonly group: "daily" | "design" | "foot";
  /** Opens another page of the product (designer, capture) with a full load. */
  readonly isOtherApp?: true;
  readonly count?: (summary: AlarmSummary) => number;
}

const total = (counts: AlarmSummary["active"]): number => counts.P1 + counts.P2 + counts.P3 + counts.P4;

const all: readonly NavEntry[] = [
  { id: "overview", href: "/", icon: HomeOutlined, group: "daily" },
  { id: "inbox", href: "/inbox", icon: InboxOutlined, permission: "task.act", group: "daily", count: (s) => s.tasks.mine },
  { id: "alarms", href: "/alarms", icon: AlertOutlined, permission: "alarm.view", group: "daily", count: (s) => total(s.active) },
  { id: "permits", href: "/permits", icon: SafetyCertificateOutlined, permission: "permit.read", group: "daily", count: (s) => s.permits.live + s.permits.suspended },
  { id: "hazards", href: "/hazards", icon: WarningOutlined, permission: "submission.read", group: "daily", count: (s) => s.hazards.open },
  { id: "tags", href: "/tags", icon: LineChartOutlined, permission: "tag.read", group: "daily" },
  { id: "reports", href: "/reports", icon: DashboardOutlined, permission: "submission.readAll", group: "daily" },
  { id: "records", href: "/records", icon: ProfileOutlined, permission: "submission.read", group: "daily" },
  { id: "forms", href: "/designer/forms", icon: FormOutlined, permission: "form.edit", group: "design", isOtherApp: true },
  { id: "flows", href: "/designer/flows", icon: PartitionOutlined, permission: "flow.edit", group: "design", isOtherApp: true },
  { id: "rules", href: "/designer/rules", icon: BellOutlined, permission: "rule.edit", group: "design", isOtherApp: true },
  { id: "gallery", href: "/templates", icon: AppstoreOutlined, permission: "form.read", group: "design" },
  { id: "snap", href: "/snap", icon: CameraOutlined, permission: "submission.create", group: "foot", isOtherApp: true },
  { id: "admin", href: "/admin", icon: SettingOutlined, permission: "people.read", group: "foot" },
];

/** The entries this person may open and this build has pages for. */
export function navEntries(permissions: readonly string[]): readonly NavEntry[] {
  return all.filter((entry) => (entry.permission === undefined || permissions.includes(entry.permission)) && (entry.isOtherApp === true || pageRoutes.some((page) => page.path === entry.href)));
}
