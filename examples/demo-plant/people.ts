import { Client } from "./client.ts";

/** Signed-in people of the demo, by login; each signs in once. */
export class People {
  readonly #clients = new Map<string, Promise<{ readonly client: Client; readonly id: string }>>();

  constructor(
    readonly baseUrl: string,
    readonly passwordOf: (login: string) => string,
  ) {}

  as(login: string): Promise<{ readonly client: Client; readonly id: string }> {
    const known = this.#clients.get(login) ?? this.#signIn(login);
    this.#clients.set(login, known);
    return known;
  }

  async idOf(login: string): Promise<string> {
    return (await this.as(login)).id;
  }

  async #signIn(login: string): Promise<{ readonly client: Client; readonly id: string }> {
    const client = new Client(this.baseUrl);
    await client.signIn(login, this.passwordOf(login));
    const { person } = await client.get<{ person: { id: string } }>("/api/v1/session");
    return { client, id: person.id };
  }
}
