import type { MakeSlice } from "../context.ts";
import { DeviceStore } from "../devices/deviceStore.ts";
import { DeviceMessages } from "./adapters/deviceMessages.ts";
import { EmbeddedBroker } from "./adapters/embeddedBroker.ts";
import { ExternalBroker } from "./adapters/externalBroker.ts";

/** Ways in for readings beside HTTP. The embedded broker is the default; `MQTT_URL` replaces it by an external one. */
export const ingestSlice: MakeSlice = (ctx) => {
  const devices = new DeviceStore(ctx.store);
  const messages = new DeviceMessages(ctx, devices);
  const embedded = new EmbeddedBroker(devices, messages);
  const external = new ExternalBroker(ctx, devices, messages);
  const { mqttUrl, mqttListen } = ctx.config;
  ctx.services.deviceLinks = { drop: (deviceId) => [embedded, external].forEach((one) => one.drop(deviceId)) };
  return {
    name: "ingest",
    routes: [],
    async start() {
      if (mqttUrl) await external.connect(mqttUrl, `safeloop-${ctx.config.siteTz.replaceAll("/", "-")}-${ctx.config.port}`);
      else if (mqttListen) {
        const port = await embedded.listen(mqttListen.host, mqttListen.port);
        ctx.log.info({ host: mqttListen.host, port }, "MQTT broker listens");
      }
    },
    async stop() {
      await Promise.all([embedded.close(), external.close()]);
    },
  };
};
