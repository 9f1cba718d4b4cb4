import type { Me } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { permissionsOf } from "../people/rolePermissions.ts";
import { personView } from "../people/personView.ts";
import { isDemo } from "../demo/demoState.ts";

export async function meOf(ctx: ServerContext, tenantId: string, personId: string): Promise<Me> {
  const directory = ctx.directory(tenantId);
  const person = directory.person(personId);
  if (!person) throw new Error(`The directory of ${tenantId} has no ${personId}.`);
  const row = await ctx.store.first<{ must_change: number }>({ sql: "select must_change from people where id = ?", bindings: [personId] });
  return {
    person: personView(person),
    permissions: [...permissionsOf(person.roles)],
    demo: await isDemo(ctx.store),
    siteTz: ctx.config.siteTz,
    mustChangePassword: row?.must_change === 1,
    serverTime: new Date(ctx.clock.now()).toISOString(),
    tenant: { id: tenantId, title: directory.orgUnit(tenantId)?.title ?? { zh: "", en: "" } },
  };
}
