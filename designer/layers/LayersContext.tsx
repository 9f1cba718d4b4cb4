import type { DefinitionKind, PackElements } from "@safeloop/engine";
import { api, type ElementRow } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { layerName, type LayerMark, marksOf } from "./layerRows.ts";

/** How the opened definition stands to the layers above its pack. */
export interface Layers {
  readonly packId: string;
  /** Undefined while it is read, and when it could not be read: then nothing is known, which is not the same as inherited. */
  readonly version: string | undefined;
  readonly isUnknown: boolean;
  readonly rows: readonly ElementRow[];
  readonly marks: ReadonlyMap<string, LayerMark>;
}

const LayersContext = createContext<Layers | undefined>(undefined);

/** Undefined for a definition that belongs to no pack. */
export function useLayers(): Layers | undefined {
  return useContext(LayersContext);
}

interface LayersProps {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly packId: string | undefined;
  readonly children: ReactNode;
}

const none: readonly ElementRow[] = [];

/** Reads the layers of a definition that belongs to an installed pack. What is published counts, not the draft. */
export function LayersProvider({ kind, id, packId, children }: LayersProps): ReactNode {
  const definition = layerName(kind, id);
  const { data, isError } = useQuery({ queryKey: ["packs", packId, "elements", definition], enabled: packId !== undefined, queryFn: ({ signal }) => api.get<PackElements>(`/packs/${encodeURIComponent(packId ?? "")}/elements`, { definition }, signal), staleTime: 30_000 });
  const rows = data?.items ?? none;
  const layers = useMemo(() => (packId === undefined ? undefined : { packId, version: data?.version, isUnknown: isError && !data, rows, marks: marksOf(kind, rows) }), [packId, data, isError, rows, kind]);
  return <LayersContext value={layers}>{children}</LayersContext>;
}
