import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { whenSignedOut } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { MeContext, useSession } from "./useMe.ts";

/** Shows its children to a signed-in person; sends anybody else to sign-in and back to this page afterwards. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const { data, error, refetch } = useSession();
  useEffect(() => whenSignedOut(() => client.setQueryData(["session"], null)), [client]);
  useEffect(() => {
    if (data === null) location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }, [data]);
  if (error) return <ErrorCard fault={error} onRetry={() => void refetch()} />;
  return data ? <MeContext.Provider value={data}>{children}</MeContext.Provider> : <Loading />;
}
