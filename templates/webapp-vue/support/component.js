// What the tests share: a component that listens, a simulator to ask, and answers held to `openapi.json`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';

import { makeComponent } from '../server/server.js';
import { readSettings } from '../server/settings.js';

export const DOCUMENT = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url)));
/** Nobody listens there. */
export const NOWHERE = 'http://127.0.0.1:9';

/** A component on a free port; stopped when the test ends. */
export async function start(test, environment = { BRP_URL: NOWHERE, LAB_URL: NOWHERE }) {
  const { server, stop } = makeComponent(readSettings({ PORT: '0', ...environment }));
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  test.after(stop);
  const { port } = server.address();

  /** Asks, and checks the answer against the document when that knows the operation. */
  async function ask(method, path, body = undefined, headers = {}) {
    const answer = await send(port, method, path, body, headers);
    const item = DOCUMENT.paths[path.split('?')[0].replace(/^\/v1/, '')];
    const operation = item?.[method.toLowerCase()];
    if (operation) check(answer, operation);
    return answer;
  }

  /** Goes on as one of the personas. */
  function kies(persona) {
    return ask('PUT', '/v1/sessie', JSON.stringify({ persona }), { 'Content-Type': 'application/json' });
  }

  return { port, ask, kies, url: `http://127.0.0.1:${port}` };
}

/** The cookies of an answer, as the next call sends them. */
export function cookiesOf(answer) {
  return { Cookie: (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ') };
}

/** Another server, played by `answer`; gives its address. */
export async function stub(test, answer) {
  const server = createServer(async (call, response) => {
    const chunks = [];
    for await (const chunk of call) chunks.push(chunk);
    const { status = 200, body } = await answer(call, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? null));
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

function send(port, method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers, agent: false };
    const call = request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const json = () => JSON.parse(text);
        resolve({ status: response.statusCode, headers: response.headers, text, json });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Every operation of the document. */
export function operations() {
  return Object.values(DOCUMENT.paths).flatMap((item) => Object.values(item));
}

/** The node itself, or what it refers to. */
export function follow(node) {
  if (!node.$ref) return node;
  const parts = node.$ref.replace('#/', '').split('/');
  return follow(parts.reduce((target, part) => target[part], DOCUMENT));
}

function check(answer, operation) {
  const response = operation.responses[answer.status];
  assert.ok(response, `${answer.status} is not in openapi.json`);
  for (const name of Object.keys(follow(response).headers)) {
    assert.ok(answer.headers[name.toLowerCase()], `${name} is missing`);
  }
  if (!follow(response).content) {
    assert.equal(answer.text, '');
    return;
  }
  const { schema } = follow(response).content[answer.headers['content-type']];
  assert.deepEqual(faults(answer.json(), schema), []);
}

/** What is wrong with a value, for the part of JSON Schema that the document uses. */
function faults(value, reference, path = 'body') {
  const schema = follow(reference);
  const kinds = {
    object: isObject,
    array: Array.isArray,
    string: isString,
    integer: Number.isInteger,
    boolean: isBoolean,
  };
  if (schema.type && !kinds[schema.type](value)) return [`${path} is no ${schema.type}`];
  const found = [];
  if (schema.enum && !schema.enum.includes(value)) found.push(`${path} is not in the list`);
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) found.push(`${path} does not match`);
  if (value < schema.minimum || value > schema.maximum) found.push(`${path} is out of range`);
  if (schema.type === 'array') {
    return found.concat(value.flatMap((item) => faults(item, schema.items, `${path}[]`)));
  }
  if (schema.type !== 'object') return found;
  for (const name of schema.required ?? []) {
    if (!(name in value)) found.push(`${path} lacks ${name}`);
  }
  for (const [name, member] of Object.entries(value)) {
    const known = schema.properties[name];
    if (known) found.push(...faults(member, known, `${path}.${name}`));
    else if (schema.additionalProperties === false) found.push(`${path} has ${name}`);
  }
  return found;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isBoolean = (value) => typeof value === 'boolean';
const isString = (value) => typeof value === 'string';

/**
 * Settings that point at the simulator. When none runs the test is skipped (and this gives nothing); with `CI` or
 * `FIELDLAB_URL` set it fails, because then somebody counts on it.
 */
export async function findSimulator(test) {
  const given = process.env.FIELDLAB_URL ?? '';
  const base = (given || 'http://127.0.0.1:8990').replace(/\/+$/, '');
  try {
    await (await fetch(`${base}/_lab/personas`)).json();
    return { LAB_URL: base, BRP_URL: `${base}/haalcentraal/api/brp` };
  } catch (error) {
    const hint = `no simulator at ${base}: start one with \`fieldlab up\`, or set FIELDLAB_URL`;
    if (given || countedOn()) throw new Error(`${hint} (${error.message})`, { cause: error });
    test.skip(hint);
    return undefined;
  }
}

/** Whether a test that cannot run has to fail. */
export function countedOn() {
  return !['', 'false'].includes(process.env.CI ?? '');
}
