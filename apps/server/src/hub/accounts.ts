import { createHash, timingSafeEqual } from 'node:crypto';
import type { HubLogin } from '@drydock/protocol';
import { customAlphabet } from 'nanoid';

/** Without the letters and digits that are taken for each other when a name is read off the screen. */
const suffix = customAlphabet('23456789abcdefghjkmnpqrstuvwxyz', 5);
const newPassword = customAlphabet('23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ', 24);

/** The hub's accounts: one a session, gone with it. */
export class Accounts {
  readonly #passwords = new Map<string, string>();

  open(): HubLogin {
    let username = `learner-${suffix()}`;
    while (this.#passwords.has(username)) username = `learner-${suffix()}`;
    const password = newPassword();
    this.#passwords.set(username, password);
    return { registry: 'docker.io', username, password };
  }

  close(username: string): void {
    this.#passwords.delete(username);
  }

  verify(username: string, password: string): boolean {
    const expected = this.#passwords.get(username);
    // An unknown name takes as long as a wrong password.
    const isSame = timingSafeEqual(digest(expected ?? ''), digest(password));
    return expected !== undefined && isSame;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
