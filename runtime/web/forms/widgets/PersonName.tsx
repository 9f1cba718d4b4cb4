import type { ReactNode } from "react";
import { useFormContext } from "../formContext.ts";
import { useAsync } from "../services/useAsync.ts";

/** The name behind a person's id; the id itself where the person cannot be read. */
export function usePersonName(id: string | undefined): string {
  const { services, facts } = useFormContext();
  const known = id === undefined || id === "" ? "" : facts.people?.[id]?.name;
  const { value } = useAsync(known === undefined ? `person:${id}` : "", () => (known === undefined && id !== undefined ? services.personName(id) : Promise.resolve(known)));
  return known ?? value ?? id ?? "";
}

export function PersonName({ id }: { readonly id: string }): ReactNode {
  return <>{usePersonName(id)}</>;
}
