import type { Area } from "@safeloop/engine";
import { useEffect, useState } from "react";
import { api } from "../api/client.ts";
import type { OrgView } from "../api/types.ts";

const key = "safeloop.snap.areas";

function stored(): readonly Area[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "[]") as readonly Area[];
  } catch {
    return []; // nothing stored, or storage switched off
  }
}

/** The site's areas: what the server says, else what this device remembers from the last time. */
export function useAreas(): readonly Area[] {
  const [areas, setAreas] = useState(stored);
  useEffect(() => {
    api.get<OrgView>("/org").then(
      (org) => {
        setAreas(org.areas);
        try {
          localStorage.setItem(key, JSON.stringify(org.areas));
        } catch {
          // storage switched off: the list lasts as long as the page
        }
      },
      () => undefined, // offline or signed out: the remembered list stays
    );
  }, []);
  return areas;
}
