import type { FormDefinition } from "../../model/form.ts";
import type { RoleId } from "../../model/role.ts";

export interface Member {
  readonly manager?: string;
  readonly roles?: readonly RoleId[];
  readonly disabled?: true;
}

/** The people of all cases; each stands below the managers he names. `me` is the initiator, `admin` the administrator of every flow. */
export const cast: { readonly [id: string]: Member } = {
  top: {}, boss: { manager: "top" }, me: { manager: "boss" }, a: { manager: "boss" }, b: { manager: "boss" }, c: { manager: "top" }, d: {},
  x: {}, y: {}, z: {}, gone: { disabled: true }, admin: {},
  fire: { roles: ["fire-dept"] }, fire2: { roles: ["fire-dept"] }, tech: { roles: ["tech-responsible"] }, elec: { roles: ["power-supplier"] }, duo: { roles: ["tech-responsible", "power-supplier"] },
};

const title = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** The one form of all cases: three texts, a number, an instant, a person. */
export const idiomForm: FormDefinition = {
  id: "idioms", revision: 1, title: title("惯用法", "Idioms"),
  schema: {
    type: "object",
    properties: {
      f: { type: "string", "x-id": "f", "x-title": title("内容一", "Text f") },
      g: { type: "string", "x-id": "g", "x-title": title("内容二", "Text g") },
      h: { type: "string", "x-id": "h", "x-title": title("内容三", "Text h") },
      n: { type: "number", "x-id": "n", "x-kind": "number", "x-title": title("数量", "Number n") },
      at: { type: "string", format: "date-time", "x-id": "at", "x-title": title("时间", "Instant at") },
      who: { type: "string", "x-id": "who", "x-kind": "person", "x-title": title("人员", "Person who") },
    },
  },
  ui: { sections: [{ id: "main", title: title("内容", "Content"), fields: ["f", "g", "h", "n", "at", "who"] }] },
  logic: [],
};
