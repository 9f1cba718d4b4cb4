import type { I18nText } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { permissionsOf } from "../people/rolePermissions.ts";
import { personView, type PersonView } from "../people/personView.ts";
import { isDemo } from "../demo/demoState.ts";

/** What a signed-in browser knows of its person. */
export interface Me {
  readonly person: PersonView;
  readonly permissions: readonly string[];
  readonly demo: boolean;
  readonly siteTz: string;
  readonly mustChangePassword: boolean;
  readonly serverTime: string;
  readonly tenant: { readonly id: string; readonly title: I18nText };
}

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
