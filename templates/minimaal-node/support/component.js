// What the tests share: a component that listens, a simulator to ask, and answers held to `openapi.json`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

import { makeComponent } from '../src/server.js';
import { readSettings } from '../src/settings.js';

export const DOCUMENT = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url)));
/** Nobody listens there. */
export const NOWHERE = 'http://127.0.0.1:9';

/** A component on a free port; stopped when the test ends. */
export async function start(test, brpUrl = NOWHERE) {
  const { server, stop } = makeComponent(readSettings({ PORT: '0', BRP_URL: brpUrl }));
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

  /** Asks for a check of somebody's age. */
  function post(body) {
    return ask('POST', '/v1/leeftijdstoetsen', JSON.stringify(body), { 'Content-Type': 'application/json' });
  }

  return { port, ask, post };
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
  const { schema } = follow(response).content[answer.headers['content-type']];
  assert.deepEqual(faults(answer.json(), schema), []);
}

/** What is wrong with a value, for the part of JSON Schema that the document uses. */
function faults(value, reference, path = 'body') {
  const schema = follow(reference);
  const kinds = { object: isObject, array: Array.isArray, string: isString, integer: Number.isInteger };
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
const isString = (value) => typeof value === 'string';

/**
 * The simulator's address and the numbers of its cast. When none runs the test is skipped (and this gives nothing);
 * with `CI` or `FIELDLAB_URL` set it fails, because then somebody counts on it.
 */
export async function findSimulator(test) {
  const given = process.env.FIELDLAB_URL ?? '';
  const base = (given || 'http://127.0.0.1:8990').replace(/\/+$/, '');
  try {
    const personas = await (await fetch(`${base}/_lab/personas`)).json();
    return { base, numbers: personas.map((persona) => persona.burgerservicenummer) };
  } catch (error) {
    const hint = `no simulator at ${base}: start one with \`fieldlab up\`, or set FIELDLAB_URL`;
    if (given || !['', 'false'].includes(process.env.CI ?? '')) {
      throw new Error(`${hint} (${error.message})`, { cause: error });
    }
    test.skip(hint);
    return undefined;
  }
}
