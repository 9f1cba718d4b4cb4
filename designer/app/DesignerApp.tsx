import { ErrorCard, Frame, Loading } from "@safeloop/web";
import { lazy, type ReactNode, Suspense } from "react";
import { LayersProvider } from "../layers/LayersContext.tsx";
import { NarrowNote } from "./NarrowNote.tsx";
import { type Place, usePlace } from "./place.ts";
import { useStored } from "./useDraft.ts";
import type { AlertRule, FlowDefinition, FormDefinition } from "@safeloop/engine";

const FormEditor = lazy(() => import("../forms/FormEditor.tsx"));
const FlowEditor = lazy(() => import("../flows/FlowEditor.tsx"));
const RuleEditor = lazy(() => import("../rules/RuleEditor.tsx"));

function OpenForm({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useStored<FormDefinition>("forms", id);
  return data ? <LayersProvider kind="forms" id={id} packId={data.packId}><FormEditor id={id} stored={data} /></LayersProvider> : error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : <Loading />;
}

function OpenFlow({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useStored<FlowDefinition>("flows", id);
  return data ? <LayersProvider kind="flows" id={id} packId={data.packId}><FlowEditor id={id} stored={data} /></LayersProvider> : error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : <Loading />;
}

function OpenRule({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useStored<AlertRule>("rules", id);
  return data ? <LayersProvider kind="rules" id={id} packId={data.packId}><RuleEditor id={id} stored={data} /></LayersProvider> : error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : <Loading />;
}

function Opened({ place }: { readonly place: Place & { readonly id: string } }): ReactNode {
  const key = `${place.kind}/${place.id}`;
  if (place.kind === "forms") return <OpenForm key={key} id={place.id} />;
  return place.kind === "flows" ? <OpenFlow key={key} id={place.id} /> : <OpenRule key={key} id={place.id} />;
}

/** The designer: a list of each kind in the frame of the daily app, and an editor of one definition on the full screen. */
export function DesignerApp(): ReactNode {
  const { id, ...place } = usePlace();
  if (id === undefined) return <div className="dz-daily" data-kind={place.kind}><Frame /></div>;
  return (
    <>
      <NarrowNote />
      <Suspense fallback={<Loading />}>
        <Opened place={{ ...place, id }} />
      </Suspense>
    </>
  );
}
