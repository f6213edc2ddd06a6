// The session is in the cookie itself, encrypted: the server keeps nothing of anybody.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const MINUTES = 30;

/** Makes and reads cookies. `name` keeps one kind of cookie from being taken for another. */
export class Cookies {
  #key;
  #secure;

  constructor(settings, name) {
    this.name = name;
    this.#key = Buffer.from(hkdfSync('sha256', settings.sessionKey, '', name, 32));
    this.#secure = settings.publicUrl.startsWith('https://') ? '; Secure' : '';
  }

  /** A `Set-Cookie` that holds this for half an hour. */
  set(value, sameSite = 'Strict', now = Date.now()) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const text = JSON.stringify({ value, until: now + MINUTES * 60_000 });
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return this.#header(sealed.toString('base64url'), MINUTES * 60, sameSite);
  }

  /** A `Set-Cookie` that takes it away. */
  clear() {
    return this.#header('', 0, 'Strict');
  }

  /** What the cookie of a call holds; undefined when there is none, or it is old or not ours. */
  read(request, now = Date.now()) {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    const sealed = Buffer.from(pairs.find(([name]) => name === this.name)?.[1] ?? '', 'base64url');
    if (sealed.length < 29) return undefined;
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, 12), { authTagLength: 16 });
      cipher.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString();
      const { value, until } = JSON.parse(text);
      return now < until ? value : undefined;
    } catch {
      return undefined;
    }
  }

  #header(content, seconds, sameSite) {
    return `${this.name}=${content}; HttpOnly; Path=/; SameSite=${sameSite}; Max-Age=${seconds}${this.#secure}`;
  }
}
