import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Refusal } from "@safeloop/engine";

// scrypt N=2^17, r=8, p=1 (OWASP password storage): about 0.3 s and 128 MiB a
// hash. Never inside a unit of work: it would hold every writer.
const cost = { r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
/** The work factor of new hashes; tests lower it. */
export const passwordCost = { N: 2 ** 17 };
export const minPasswordLength = 10;

let running = 0;
const waiting: (() => void)[] = [];
const parallel = 2; // each hash takes 128 MiB: sign-ins queue instead of filling the memory

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= parallel) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function derive(password: string, salt: Uint8Array, n: number): Promise<Buffer> {
  return limited(() => new Promise((resolve, reject) => scrypt(password.normalize("NFKC"), salt, 32, { ...cost, N: n }, (error, key) => (error ? reject(error) : resolve(key)))));
}

/** The stored form: scheme, cost, salt, hash. */
export async function hashPassword(password: string, n: number = passwordCost.N): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${n}$${salt.toString("base64")}$${(await derive(password, salt, n)).toString("base64")}`;
}

let decoy: Promise<string> | undefined;

/** Compares in constant time. Without a stored hash (unknown name, invited person) the same work is done and the answer is no. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword(randomBytes(16).toString("hex"))));
  const [scheme, n, salt, hash] = against.split("$");
  if (scheme !== "scrypt" || !n || !salt || !hash) throw new Error("A stored password hash has an unknown form.");
  const expected = Buffer.from(hash, "base64");
  const equal = timingSafeEqual(await derive(password, Buffer.from(salt, "base64"), Number(n)), expected);
  return equal && stored !== null;
}

const common = /^(?:password|12345678|123456789|qwerty|admin|letmein|iloveyou|safeloop|aaaaaaaa|welcome)\d*[!@#.]*$/i;

/** Refuses a password that guessing would find: short, common, or holding the login. */
export function checkPassword(password: string, login: string): void {
  const weak = password.length < minPasswordLength || common.test(password) || new Set(password).size < 5 || password.toLowerCase().includes(login.toLowerCase());
  if (weak) throw new Refusal("PASSWORD_WEAK", { min: minPasswordLength });
}
