import type { SignatureRecord } from "../types.ts";
import type { Running } from "./plant.testkit.ts";

/** The signature given at a node's latest visit; throws where there is none. */
export function signatureAt(run: Running, node: string): SignatureRecord {
  const visits = run.instance.visits.filter((one) => one.node === node);
  const signature = visits[visits.length - 1]?.seats.find((seat) => seat.signature)?.signature;
  if (!signature) throw new Error(`nobody signed at ${node}`);
  return signature;
}
