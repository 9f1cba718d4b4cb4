import type { ReactNode } from "react";
import { ErrorCard } from "../components/ErrorCard.tsx";

/** A page that failed; the frame around it stays. */
export function PageFault({ error, reset }: { readonly error: unknown; readonly reset?: () => void }): ReactNode {
  return <ErrorCard fault={error} onRetry={reset ?? (() => location.reload())} />;
}
