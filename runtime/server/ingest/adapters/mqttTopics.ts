/**
 * MQTT interface. A device signs in with its id as user name and its secret
 * as password, and may only publish:
 *
 *     safeloop/v1/<device>/readings   JSON, one Reading or up to 10,000
 *     safeloop/v1/<device>/status     "online" or "offline" (also as last will)
 *
 * QoS 1 is acknowledged after the readings are stored. Devices subscribe to
 * nothing.
 */
export type DeviceTopic = { readonly device: string; readonly kind: "readings" | "status" };

const shape = /^safeloop\/v1\/([A-Za-z0-9][A-Za-z0-9_-]{0,39})\/(readings|status)$/;

/** The device and kind a topic names; undefined for any other topic. */
export function parseTopic(topic: string): DeviceTopic | undefined {
  const match = shape.exec(topic);
  return match ? { device: match[1] ?? "", kind: match[2] as DeviceTopic["kind"] } : undefined;
}

/** What the server subscribes to on an external broker. */
export const subscriptions = ["safeloop/v1/+/readings", "safeloop/v1/+/status"] as const;
