import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMe } from "../session/useMe.ts";
import { sectionsFor } from "./sections.ts";

/** `/admin` leads to the first section the person may open. */
export default function AdminPage(): ReactNode {
  const { permissions } = useMe();
  return <Navigate to={(sectionsFor(permissions)[0]?.href ?? "/admin/me")} replace />;
}
