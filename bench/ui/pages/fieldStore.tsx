import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { memo, type ReactNode, useCallback, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { form, schema } from "./manyFields.ts";

/** A form by hand, the way fast ones are written: a store with listeners per field, so that a key press draws one input. */
class FieldStore {
  readonly #values = new Map<string, JsonValue>();
  readonly #listeners = new Map<string, Set<() => void>>();

  get(key: string): JsonValue | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: JsonValue): void {
    this.#values.set(key, value);
    this.#listeners.get(key)?.forEach((listener) => listener());
  }

  subscribe(key: string, listener: () => void): () => void {
    const of = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, of.add(listener));
    return () => of.delete(listener);
  }
}

const store = new FieldStore();
const required = new Set(schema["required"] as readonly string[]);

const Field = memo(function Field({ name, property }: { readonly name: string; readonly property: JsonObject }): ReactNode {
  const value = useSyncExternalStore(useCallback((listener) => store.subscribe(name, listener), [name]), () => store.get(name));
  const options = property["enum"] as readonly string[] | undefined;
  const text = value === undefined ? "" : String(value);
  return (
    <div>
      <label htmlFor={name}>{String(property["title"])}{required.has(name) ? " *" : ""}</label>
      {options
        ? <select id={name} value={text} onChange={(event) => store.set(name, event.target.value)}><option value="" />{options.map((one) => <option key={one}>{one}</option>)}</select>
        : <input id={name} type={property["type"] === "number" ? "number" : "text"} value={text} onChange={(event) => store.set(name, event.target.value)} />}
    </div>
  );
});

function Page(): ReactNode {
  const properties = schema["properties"] as JsonObject;
  return <>{form.ui.sections.map((section) => <section key={section.id}><h3>{section.title.zh}</h3>{section.fields.map((xid) => { const name = `k${xid.slice(1)}`; const property = properties[name]; return isObject(property) ? <Field key={name} name={name} property={property} /> : null; })}</section>)}</>;
}

createRoot(document.getElementById("root") ?? document.body).render(<Page />);
