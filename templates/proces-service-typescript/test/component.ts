// What the tests share: a component without a network, a stub of another API, the simulator, and answers held to
// `openapi.json`.

import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';

import { type App, makeApp, OPENAPI } from '../src/app.js';
import { readSettings, type Settings } from '../src/settings.js';

interface Response {
  headers: Record<string, unknown>;
  content?: Record<string, { schema: object }>;
}

interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, Response>;
}

export const DOCUMENT = JSON.parse(OPENAPI) as {
  openapi: string;
  info: { version: string; contact: Record<string, string> };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: Record<string, { format?: string }> }> };
};

/** Nobody listens there. */
export const NOWHERE = { BRP_URL: 'http://127.0.0.1:9', BAG_URL: 'http://127.0.0.1:9' };

/** Every operation of the document. */
export function operations(): Operation[] {
  return Object.values(DOCUMENT.paths).flatMap((item) => Object.values(item));
}

/** A component under test. */
export class Component {
  readonly app: App;
  readonly settings: Settings;

  constructor(environment: NodeJS.ProcessEnv = NOWHERE) {
    this.settings = readSettings(environment);
    this.app = makeApp(this.settings);
  }

  /** Asks, and checks the answer against the document when that knows the operation. */
  async ask(method: string, url: string, rest: InjectOptions = {}): Promise<LightMyRequestResponse> {
    const answer = await this.app.server.inject({ method: method as 'GET', url, ...rest });
    const operation = operationFor(method, url);
    if (operation) check(answer, operation);
    return answer;
  }

  /** Asks for a check of an address. */
  controleer(nummeraanduidingIdentificatie: unknown): Promise<LightMyRequestResponse> {
    return this.ask('POST', '/v1/adrescontroles', { payload: { nummeraanduidingIdentificatie } });
  }

  /** Delivers a notification. */
  bezorg(notificatie: object, token = this.settings.callback.token): Promise<LightMyRequestResponse> {
    const headers = { Authorization: `Bearer ${token}` };
    return this.ask('POST', '/v1/notificaties', { payload: notificatie, headers });
  }
}

function operationFor(method: string, url: string): Operation | undefined {
  const path = url.split('?')[0] ?? '';
  for (const [pattern, item] of Object.entries(DOCUMENT.paths)) {
    const matcher = new RegExp(`^/v1${pattern.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
    if (matcher.test(path)) return item[method.toLowerCase()];
  }
  return undefined;
}

const ajv = new Ajv({ allErrors: true, strict: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);

function check(answer: LightMyRequestResponse, operation: Operation): void {
  const response = operation.responses[answer.statusCode];
  assert.ok(response, `${answer.statusCode} is not in openapi.json`);
  for (const name of Object.keys(response.headers)) {
    assert.ok(answer.headers[name.toLowerCase()], `${name} is missing`);
  }
  if (!response.content) {
    assert.equal(answer.body, '');
    return;
  }
  const mediaType = String(answer.headers['content-type']).split(';')[0] ?? '';
  const content = response.content[mediaType];
  assert.ok(content, `${mediaType} is not in openapi.json`);
  const validate = ajv.compile({ ...content.schema, components: DOCUMENT.components });
  assert.ok(validate(answer.json()), JSON.stringify(validate.errors));
}

/** A call that a stub heard. */
export interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Another API, played by `answer`; gives its address and what it heard. */
export async function stub(
  test: TestContext,
  answer: (call: Heard) => { status: number; body?: unknown },
): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', url = '', headers } = request;
    const call = { method, url, headers, body: text ? (JSON.parse(text) as unknown) : undefined };
    heard.push(call);
    const { status, body } = answer(call);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

/** A BAG and a BRP that say this of every address. */
export function bronnen(
  test: TestContext,
  object: { oppervlakte?: number; gebruiksdoelen?: string[] } | undefined,
  bewoners: number,
): Promise<{ url: string; heard: Heard[] }> {
  return stub(test, ({ method, url }) => {
    if (method === 'POST') return { status: 200, body: { personen: Array(bewoners).fill({ leeftijd: 30 }) } };
    if (object === undefined) return { status: 404, body: {} };
    if (url.startsWith('/adressen/')) {
      return { status: 200, body: { adresseerbaarObjectIdentificatie: '9001010000000001' } };
    }
    return { status: 200, body: { verblijfsobject: { verblijfsobject: object } } };
  });
}

/**
 * The simulator's address and the numbers of its cast. When none runs the test is skipped (and this gives nothing);
 * with `CI` or `FIELDLAB_URL` set it fails, because then somebody counts on it.
 */
export async function findSimulator(test: TestContext): Promise<Simulator | undefined> {
  const given = process.env.FIELDLAB_URL ?? '';
  const base = (given || 'http://127.0.0.1:8990').replace(/\/+$/, '');
  try {
    const answer = await fetch(`${base}/_lab/personas`);
    const personas = (await answer.json()) as { burgerservicenummer: string }[];
    return new Simulator(
      base,
      personas.map((persona) => persona.burgerservicenummer),
    );
  } catch (error) {
    const hint = `no simulator at ${base}: start one with \`fieldlab up\`, or set FIELDLAB_URL`;
    if (given || !['', 'false'].includes(process.env.CI ?? '')) throw new Error(hint, { cause: error });
    test.skip(hint);
    return undefined;
  }
}

/** A simulator that answers. */
export class Simulator {
  constructor(
    readonly base: string,
    readonly numbers: string[],
  ) {}

  /** Settings that point at it. */
  environment(): NodeJS.ProcessEnv {
    return {
      BRP_URL: `${this.base}/haalcentraal/api/brp`,
      BAG_URL: `${this.base}/lvbag/individuelebevragingen/v2`,
    };
  }

  /** Addresses where somebody of the cast lives, by their identification in the BAG. */
  async addresses(): Promise<string[]> {
    const answer = await fetch(`${this.base}/haalcentraal/api/brp/personen`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'RaadpleegMetBurgerservicenummer',
        burgerservicenummer: this.numbers.slice(0, 20),
        fields: ['verblijfplaats.nummeraanduidingIdentificatie'],
      }),
    });
    const { personen } = (await answer.json()) as {
      personen: { verblijfplaats?: { nummeraanduidingIdentificatie?: string } }[];
    };
    return personen.flatMap(({ verblijfplaats }) => verblijfplaats?.nummeraanduidingIdentificatie ?? []);
  }
}
