import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { stream } from "../api/stream.ts";
import type { Info, Me } from "../api/types.ts";

/** Who is signed in; null when nobody is. */
export function useSession(): UseQueryResult<Me | null> {
  return useQuery({
    queryKey: ["session"],
    staleTime: 60_000,
    queryFn: async () => {
      try {
        return await api.get<Me>("/session");
      } catch (fault) {
        if (fault instanceof ApiProblem && fault.status === 401) return null;
        throw fault;
      }
    },
  });
}

/** Who is signed in, as the gate last saw it: a session that ends is the gate's to notice, not of what it still shows. */
export const MeContext = createContext<Me | null>(null);

/** The signed-in person. Only below the session gate; throws elsewhere. */
export function useMe(): Me {
  const seen = useContext(MeContext);
  const { data } = useSession();
  const me = data ?? seen;
  if (!me) throw new Error("useMe is used outside the session gate");
  return me;
}

/** True when the signed-in person holds the permission. Hides entries only; the server decides. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}

/** What the server says of itself before sign-in. */
export function useInfo(): UseQueryResult<Info> {
  return useQuery({ queryKey: ["info"], queryFn: () => api.get<Info>("/info"), staleTime: 300_000 });
}

/** Signs out and forgets all cached data. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await api.delete("/session");
    stream.close();
    client.clear();
    location.assign("/sign-in");
  };
}
