import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

export interface RouteLinkProps {
  /** Path with an optional query: `/alarms?selected=…`. */
  readonly href: string;
  readonly className?: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A link inside the app from a plain address; the router wants path and search apart. */
export function RouteLink({ href, ...rest }: RouteLinkProps): ReactNode {
  const [path = "/", query = ""] = href.split("?");
  return <Link to={path} search={Object.fromEntries(new URLSearchParams(query))} {...rest} />;
}
