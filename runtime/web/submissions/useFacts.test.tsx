// @vitest-environment happy-dom
import { type FormDefinition, formOf, type JsonObject } from "@safeloop/engine";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Me } from "../api/types.ts";
import { useFacts } from "./useFacts.ts";

const definition: FormDefinition = {
  id: "f",
  revision: 1,
  title: { zh: "表", en: "Form" },
  schema: { type: "object", properties: { team: { "x-id": "team", "x-title": { zh: "人员", en: "Team" }, "x-kind": "people", type: "array", items: { type: "string" } } } },
  ui: { sections: [{ id: "base", title: { zh: "基本", en: "Base" }, fields: ["team"] }] },
  logic: [],
};
const form = formOf(definition);
const me: Me = {
  person: { id: "me", login: "me", name: "我", orgId: "o", status: "active", roles: [] } as unknown as Me["person"],
  permissions: [], demo: false, siteTz: "Asia/Shanghai", mustChangePassword: false, serverTime: "2026-01-01T00:00:00Z", tenant: { id: "t", title: { zh: "厂", en: "Plant" } },
};

function show(team: readonly string[]) {
  vi.stubGlobal("fetch", async (url: string) => {
    const id = url.split("/").at(-1) ?? "";
    if (id === "gone") return new Response(JSON.stringify({ code: "NOT_FOUND" }), { status: 404 });
    return new Response(JSON.stringify({ id, name: `name of ${id}`, status: "active", roles: [] }), { status: 200, headers: { "content-type": "application/json" } });
  });
  const client = new QueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const hook = renderHook(({ data }: { readonly data: JsonObject }) => useFacts(form, data, me), { wrapper, initialProps: { data: { team } } });
  return { ...hook, client };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the facts of a form being filled", () => {
  it("hold each person the form names under their own id, also when the list changes", async () => {
    const { result, rerender } = show(["a", "c"]);
    await waitFor(() => expect(Object.keys(result.current.people ?? {})).toEqual(["me", "a", "c"]));
    rerender({ data: { team: ["b", "c"] } });
    await waitFor(() => expect(Object.keys(result.current.people ?? {})).toEqual(["me", "b", "c"]));
    expect(Object.entries(result.current.people ?? {}).map(([id, one]) => [id, one.name])).toEqual([["me", "我"], ["b", "name of b"], ["c", "name of c"]]);
  });

  it("leave out whom the server does not know, so that they stay unknown", async () => {
    const { result, client } = show(["a", "gone"]);
    await waitFor(() => expect(client.getQueryState(["people", "gone"])?.status).toBe("error"));
    await waitFor(() => expect(result.current.people).toHaveProperty("a"));
    expect(result.current.people).not.toHaveProperty("gone");
  });

  it("stay the same object while nothing in them changes: typing must not judge the whole form anew", async () => {
    const { result, rerender } = show(["a"]);
    await waitFor(() => expect(result.current.people).toHaveProperty("a"));
    const { people, devices } = result.current;
    rerender({ data: { team: ["a"] } });
    expect(result.current.people).toBe(people);
    expect(result.current.devices).toBe(devices);
  });
});
