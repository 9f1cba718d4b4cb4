import type { JsonObject } from "./json.ts";
import type { FlowDefinition } from "./flow.ts";
import type { FormDefinition } from "./form.ts";
import type { RoleId } from "./role.ts";
import type { AlertRule } from "./rule.ts";
import type { CaseWorld, PackCase } from "./packCase.ts";
import type { PackInput } from "../packs/inputs/packInput.ts";
import type { I18nText } from "./text.ts";
import type { WorkCalendar } from "./workCalendar.ts";

/** `pack.json`. */
export interface PackManifest {
  readonly id: string;
  readonly version: string; // SemVer
  readonly title: I18nText;
  readonly description?: I18nText;
  readonly publisher: string;
  readonly requires?: { readonly safeloop?: string; readonly packs?: { readonly [id: string]: string } };
  readonly templates: readonly PackTemplate[];
  /** Roles from low to high: an overlay may raise an approver along it, and no other way. */
  readonly roleOrder?: readonly RoleId[];
  /** Of a pack that ships: tenants have it, and all it requires, without asking. */
  readonly autoInstall?: true;
  /** Binding for those below: taken in only with a signature the tenant trusts. */
  readonly standard?: true;
  /** Parameters asked for when it is installed. */
  readonly inputs?: readonly PackInput[];
}

/** A template as the gallery shows it. */
export interface PackTemplate {
  readonly id: string;
  readonly title: I18nText;
  readonly category: "permit" | "hazard" | "people" | "contractor" | "emergency" | "equipment" | "warning";
  readonly basis?: string;
  readonly form?: string;
  readonly flow?: string;
  readonly rules?: readonly string[];
}

/** A pack with its definitions loaded. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly forms: readonly FormDefinition[];
  readonly flows: readonly FlowDefinition[];
  readonly rules: readonly AlertRule[];
  readonly cases?: readonly PackCase[];
  readonly calendars?: readonly WorkCalendar[];
  /** Answers to try a template with, by its id; taken from its cases. */
  readonly samples?: { readonly [template: string]: JsonObject };
  /** Named worlds that cases use, from `cases/given`. */
  readonly worlds?: { readonly [name: string]: CaseWorld };
}
