import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { storedMeasurements, type Retention } from "../readings/retention.ts";
import type { Config } from "./config.ts";

type Environment = { readonly [name: string]: string | undefined };

/** A variable that cannot be used. The message is the one sentence the start prints. */
export class ConfigFault extends Error {
  constructor(
    readonly variable: string,
    why: string,
  ) {
    super(`${variable} ${why}`);
    this.name = "ConfigFault";
  }
}

function text(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value ? value : undefined;
}

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const n = Number(value);
  if (!/^\d+$/.test(value) || n < min || n > max) throw new ConfigFault(name, `must be a whole number from ${min} to ${max}, not "${value}".`);
  return n;
}

function oneOf<T extends string>(env: Environment, name: string, allowed: readonly T[], fallback: T): T {
  const value = text(env, name);
  if (value === undefined) return fallback;
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new ConfigFault(name, `must be ${allowed.map((one) => `"${one}"`).join(" or ")}, not "${value}".`);
  return found;
}

function url(env: Environment, name: string, protocols: readonly string[]): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  // The value may hold a password, so the sentence does not repeat it.
  if (!parsed || !protocols.includes(parsed.protocol)) throw new ConfigFault(name, `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}.`);
  return value;
}

function flag(env: Environment, name: string): boolean | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off)$/i.test(value)) return false;
  throw new ConfigFault(name, `must be 1 or 0, not "${value}".`);
}

function hostName(env: Environment): string {
  const host = text(env, "HOST") ?? "127.0.0.1";
  if (!/^[0-9A-Za-z.:_-]+$/.test(host)) throw new ConfigFault("HOST", `must be a host name or address, not "${host}".`);
  return host;
}

function mqttListen(env: Environment, host: string): Config["mqttListen"] {
  const value = text(env, "MQTT_LISTEN");
  if (value === undefined) return { host, port: 1883 };
  if (/^(off|0)$/i.test(value)) return undefined;
  const match = /^(?:(?:([^:]+)|\[([0-9A-Fa-f:]+)\]):)?(\d{1,5})$/.exec(value);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) throw new ConfigFault("MQTT_LISTEN", `must be a port, host:port or "off", not "${value}".`);
  return { host: match[1] ?? match[2] ?? host, port };
}

function tls(env: Environment): Config["tls"] {
  const cert = text(env, "TLS_CERT");
  const key = text(env, "TLS_KEY");
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined) throw new ConfigFault("TLS_CERT", "is missing: TLS_KEY is set, and one needs the other.");
  if (key === undefined) throw new ConfigFault("TLS_KEY", "is missing: TLS_CERT is set, and one needs the other.");
  if (!existsSync(cert)) throw new ConfigFault("TLS_CERT", `names a file that does not exist: ${cert}.`);
  if (!existsSync(key)) throw new ConfigFault("TLS_KEY", `names a file that does not exist: ${key}.`);
  return { cert, key };
}

function timeZone(env: Environment): string {
  const zone = text(env, "SITE_TZ") ?? "Asia/Shanghai";
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new ConfigFault("SITE_TZ", `must be an IANA time zone such as Asia/Shanghai, not "${zone}".`);
  }
  return zone;
}

/** A font file, or `collection.ttc#FontName`. */
function printFont(env: Environment): string | undefined {
  const value = text(env, "PRINT_FONT");
  const file = value?.split("#", 1)[0] ?? "";
  if (value !== undefined && !existsSync(file)) throw new ConfigFault("PRINT_FONT", `names a file that does not exist: ${file}.`);
  return value;
}

/** "100" sets both; "photo=25,video=200" sets each. */
function maxUpload(env: Environment): Config["maxUploadMb"] {
  const fallback = { photo: 25, video: 200 };
  const value = text(env, "MAX_UPLOAD_MB");
  if (value === undefined) return fallback;
  const both = /^\d+$/.test(value) ? Number(value) : undefined;
  const photo = both ?? Number(/(?:^|,)photo=(\d+)(?:,|$)/.exec(value)?.[1] ?? fallback.photo);
  const video = both ?? Number(/(?:^|,)video=(\d+)(?:,|$)/.exec(value)?.[1] ?? fallback.video);
  const wellFormed = both !== undefined || /^(?:(?:photo|video)=\d+)(?:,(?:photo|video)=\d+)?$/.test(value);
  if (!wellFormed || [photo, video].some((mb) => mb < 1 || mb > 4_096)) throw new ConfigFault("MAX_UPLOAD_MB", `must be megabytes from 1 to 4096, as "100" or "photo=25,video=200", not "${value}".`);
  return { photo, video };
}

const unitMs: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30d`, or `30d,safety=90d,pressure=7d`: of all points, of safety points, of points by what they measure. */
function retention(env: Environment): Retention | undefined {
  const value = text(env, "READINGS_RETENTION");
  if (value === undefined) return undefined;
  const [first = "", ...more] = value.split(",");
  const all = durationOf(first);
  const named = more.map((part) => part.split("=")).map(([name = "", length = ""]) => [name.trim(), durationOf(length)] as const);
  const known: ReadonlySet<string> = new Set(["safety", ...storedMeasurements]);
  if (all === undefined || named.some(([name, ms]) => ms === undefined || !known.has(name))) throw new ConfigFault("READINGS_RETENTION", `must be a duration such as 24h or 30d, followed by others for "safety" or what points measure, as "30d,safety=90d,pressure=7d", not "${value}".`);
  const { safety, ...of } = Object.fromEntries(named) as { readonly safety?: number };
  return { all, ...(safety === undefined ? {} : { safety }), ...(Object.keys(of).length > 0 ? { of } : {}) };
}

function journal(env: Environment): number | undefined {
  const value = text(env, "JOURNAL_RETENTION");
  const ms = value === undefined ? undefined : durationOf(value);
  if (value !== undefined && ms === undefined) throw new ConfigFault("JOURNAL_RETENTION", `must be a duration such as 24h or 30d, not "${value}".`);
  return ms;
}

/** Milliseconds of a length from a minute to ten years, or undefined. */
function durationOf(value: string): number | undefined {
  const match = /^(\d+)([mhd])$/.exec(value.trim());
  const ms = Number(match?.[1]) * (unitMs[match?.[2] ?? ""] ?? Number.NaN);
  return ms >= 60_000 && ms <= 3_660 * 86_400_000 ? ms : undefined;
}

/** "10.1.2.3,10.1.0.0/16": addresses and networks, never names, which could be made to lead elsewhere. */
function networks(env: Environment, name: string): readonly string[] | undefined {
  const list = text(env, name)?.split(",").map((one) => one.trim());
  for (const one of list ?? []) {
    const [address = "", bits, ...more] = one.split("/");
    const family = isIP(address);
    const isGood = family !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
    if (!isGood) throw new ConfigFault(name, `must be addresses or networks such as 10.1.2.3 or 10.1.0.0/16, separated by commas, not "${one}".`);
  }
  return list;
}

function only<K extends string, V>(key: K, value: V | undefined): { readonly [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [k in K]?: V });
}

/** Reads and checks the environment. Throws a ConfigFault naming the first bad variable. */
export function readConfig(env: Environment): Config {
  const host = hostName(env);
  const listen = mqttListen(env, host);
  return {
    port: integer(env, "PORT", 8080, 0, 65_535),
    host,
    dataDir: text(env, "DATA_DIR") ?? "data",
    sqliteDriver: oneOf(env, "SQLITE_DRIVER", ["better-sqlite3", "sqlite3"], "better-sqlite3"),
    trustProxy: flag(env, "TRUST_PROXY") ?? false,
    siteTz: timeZone(env),
    maxUploadMb: maxUpload(env),
    ...only("databaseUrl", url(env, "DATABASE_URL", ["postgres:", "postgresql:"])),
    ...only("mqttUrl", url(env, "MQTT_URL", ["mqtt:", "mqtts:", "ws:", "wss:"])),
    ...only("mqttListen", listen),
    ...only("tls", tls(env)),
    ...only("publicUrl", url(env, "PUBLIC_URL", ["http:", "https:"])),
    ...only("readingsRetention", retention(env)),
    ...only("journalRetentionMs", journal(env)),
    ...only("printFont", printFont(env)),
    ...only("notifyLan", networks(env, "NOTIFY_LAN")),
    ...only("deadmanUrl", url(env, "DEADMAN_URL", ["http:", "https:"])),
    ...only("demo", flag(env, "SAFELOOP_DEMO")),
  };
}
