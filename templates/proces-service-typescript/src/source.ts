// One call to another API: no redirects, a time limit, an FSC grant when there is an outway, and errors that hold no
// address and no body.

import { createHmac } from 'node:crypto';

import type { SignedSource, Source } from './settings.js';

const TIMEOUT = 10_000;

/** A source gave no usable answer. */
export class SourceError extends Error {
  /** Whether trying again later may help. */
  readonly temporary: boolean;

  constructor(name: string, reason: string, temporary = false) {
    super(`${name}: ${reason}`);
    this.temporary = temporary;
  }
}

/** What a source said. */
export interface Answer {
  status: number;
  /** Undefined when it is no JSON. */
  body: unknown;
}

/** Asks; `name` is for errors. */
export async function ask(
  name: string,
  source: Source,
  method: 'GET' | 'POST',
  path: string,
  options: { headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (source.grantHash !== undefined) headers['Fsc-Grant-Hash'] = source.grantHash;
  let status: number;
  let text: string;
  try {
    const answer = await fetch(source.url + path, {
      method,
      headers,
      // What we ask must arrive where we asked it.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
      ...(options.body === undefined ? undefined : { body: JSON.stringify(options.body) }),
    });
    status = answer.status;
    text = await answer.text();
  } catch (error) {
    throw new SourceError(name, `cannot be reached (${reasonOf(error)})`, true);
  }
  if (status >= 500) throw new SourceError(name, `answered with status ${status}`, status === 503);
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    return { status, body: undefined };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : error.name;
}

/** The member of an object, when it is one. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** The header by which ZGW APIs know who calls: a token signed with a shared secret (HS256). */
export function authorization(source: SignedSource, now: Date): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = encode({ alg: 'HS256', typ: 'JWT' });
  const claims = encode({
    iss: source.clientId,
    iat: Math.floor(now.getTime() / 1000),
    client_id: source.clientId,
    // A process, no person.
    user_id: source.clientId,
    user_representation: source.clientId,
  });
  const signature = createHmac('sha256', source.secret).update(`${header}.${claims}`).digest('base64url');
  return `Bearer ${header}.${claims}.${signature}`;
}
