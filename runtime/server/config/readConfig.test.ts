import { describe, expect, it } from "vitest";
import { isLoopback } from "./config.ts";
import { ConfigFault, readConfig } from "./readConfig.ts";

describe("the environment", () => {
  it("may be empty: SQLite in ./data, loopback, Shanghai time", () => {
    expect(readConfig({})).toEqual({ port: 8080, host: "127.0.0.1", dataDir: "data", sqliteDriver: "better-sqlite3", trustProxy: false, siteTz: "Asia/Shanghai", maxUploadMb: { photo: 25, video: 200 }, mqttListen: { host: "127.0.0.1", port: 1883 } });
  });

  it("decides everything else", () => {
    const config = readConfig({ PORT: "9000", HOST: "0.0.0.0", DATA_DIR: "/var/x", DATABASE_URL: "postgres://u:p@db/x", SQLITE_DRIVER: "sqlite3", MQTT_URL: "mqtts://b:8883", MQTT_LISTEN: "[::1]:1884", PUBLIC_URL: "https://a.example", TRUST_PROXY: "1", SITE_TZ: "Asia/Urumqi", MAX_UPLOAD_MB: "video=500,photo=10", READINGS_RETENTION: "30d,safety=90d,flow=12h", JOURNAL_RETENTION: "36h", NOTIFY_LAN: "10.1.2.3, 10.2.0.0/16", DEADMAN_URL: "https://watch.example/ping", SAFELOOP_DEMO: "0" });
    expect(config).toEqual({ port: 9000, host: "0.0.0.0", dataDir: "/var/x", databaseUrl: "postgres://u:p@db/x", sqliteDriver: "sqlite3", mqttUrl: "mqtts://b:8883", mqttListen: { host: "::1", port: 1884 }, publicUrl: "https://a.example", trustProxy: true, siteTz: "Asia/Urumqi", maxUploadMb: { photo: 10, video: 500 }, readingsRetention: { all: 30 * 86_400_000, safety: 90 * 86_400_000, of: { flow: 43_200_000 } }, journalRetentionMs: 36 * 3_600_000, notifyLan: ["10.1.2.3", "10.2.0.0/16"], deadmanUrl: "https://watch.example/ping", demo: false });
    expect(readConfig({ MQTT_LISTEN: "off" }).mqttListen).toBeUndefined();
    expect(readConfig({ MAX_UPLOAD_MB: "100" }).maxUploadMb).toEqual({ photo: 100, video: 100 });
  });

  it.each([
    ["PORT", "80x"], ["PORT", "70000"], ["PORT", "-1"], ["HOST", "a b"], ["DATABASE_URL", "mysql://x"], ["DATABASE_URL", "nonsense"], ["SQLITE_DRIVER", "sqlite"],
    ["MQTT_URL", "http://x"], ["MQTT_LISTEN", "x:y"], ["MQTT_LISTEN", "99999"], ["TLS_CERT", "/nowhere/cert.pem"], ["TLS_KEY", "/nowhere/key.pem"], ["PUBLIC_URL", "ftp://x"], ["PRINT_FONT", "/nowhere/song.ttf"],
    ["TRUST_PROXY", "maybe"], ["SITE_TZ", "Mars/Base"], ["MAX_UPLOAD_MB", "many"], ["MAX_UPLOAD_MB", "0"], ["READINGS_RETENTION", "30"], ["READINGS_RETENTION", "10s"], ["READINGS_RETENTION", "safety=90d"], ["READINGS_RETENTION", "30d,pumps=90d"], ["READINGS_RETENTION", "30d,safety=long"], ["JOURNAL_RETENTION", "yes"], ["SAFELOOP_DEMO", "perhaps"], ["NOTIFY_LAN", "mail.plant"], ["NOTIFY_LAN", "10.1.0.0/33"], ["DEADMAN_URL", "watch"],
  ])("with a bad %s=%s stops the start with one sentence that names a variable", (name, value) => {
    let fault: unknown;
    try {
      readConfig({ [name]: value });
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(ConfigFault);
    const message = (fault as ConfigFault).message;
    expect(message).toMatch(name.startsWith("TLS") ? /^TLS_(CERT|KEY) / : new RegExp(`^${name} `));
    expect(message).toMatch(/\.$/);
    expect(message).not.toContain("\n");
  });

  it("never repeats a URL in a message, since it may hold a password", () => {
    expect(() => readConfig({ DATABASE_URL: "mysql://u:geheim@x" })).toThrow(/^(?!.*geheim)/);
  });

  it("knows which addresses only this machine reaches", () => {
    expect(["127.0.0.1", "127.1.2.3", "::1", "localhost"].map(isLoopback)).toEqual([true, true, true, true]);
    expect(["0.0.0.0", "::", "10.0.0.1", "example.com", "localhost.evil"].map(isLoopback)).toEqual([false, false, false, false, false]);
  });
});
