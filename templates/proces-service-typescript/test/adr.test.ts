// The technical rules of the NLGov REST API Design Rules 2.2, one test a rule, named after its id.
// They need no simulator: nothing here gets as far as a source.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import test from 'node:test';

import type { InjectOptions, LightMyRequestResponse } from 'fastify';

import { OPENAPI, VERSION } from '../src/app.js';
import { Component, DOCUMENT, operations } from './component.js';

const PATH = '/v1/adrescontroles';
const VALID = { nummeraanduidingIdentificatie: '9001200000000001' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

// Every kind of error there is without a source, made by a handler or by the framework.
const ERRORS: [status: number, method: string, url: string, rest?: InjectOptions][] = [
  [404, 'GET', '/'],
  [404, 'GET', '/v1/bestaat-niet'],
  [404, 'POST', '/v1/bestaat-niet', { payload: '{}', headers: { 'Content-Type': 'text/plain' } }],
  [404, 'GET', `${PATH}/geen-uuid`],
  [400, 'GET', `${PATH}/%FF`],
  [405, 'DELETE', PATH],
  [405, 'POST', '/health/live', { payload: {} }],
  [401, 'POST', '/v1/notificaties', { payload: {} }],
  [406, 'GET', PATH, { headers: { Accept: 'text/html' } }],
  [400, 'GET', `${PATH}?page=0`],
  [400, 'GET', `${PATH}?pageSize=1.0`],
  [400, 'GET', `${PATH}?page=1&page=2`],
  [415, 'POST', PATH, { payload: '{}', headers: { 'Content-Type': 'text/plain' } }],
  [415, 'POST', PATH, { payload: '{}', headers: { 'Content-Type': '' } }],
  [413, 'POST', PATH, { payload: ' '.repeat(70_000), headers: JSON_TYPE }],
  [400, 'POST', PATH, { payload: '', headers: JSON_TYPE }],
  [400, 'POST', PATH],
  [400, 'POST', PATH, { payload: '{', headers: JSON_TYPE }],
  [400, 'POST', PATH, { payload: '['.repeat(50_000), headers: JSON_TYPE }],
  [400, 'POST', PATH, { payload: '{"__proto__":{}}', headers: JSON_TYPE }],
  [400, 'POST', PATH, { payload: '[]', headers: JSON_TYPE }],
  [503, 'POST', PATH, { payload: VALID }],
];

async function everyError(component: Component): Promise<LightMyRequestResponse[]> {
  const answers = [];
  for (const [, method, url, rest] of ERRORS) answers.push(await component.ask(method, url, rest));
  return answers;
}

test('/core/no-trailing-slash', async () => {
  const component = new Component();
  for (const path of [`${PATH}/`, '/v1/openapi.json/', '/health/live/']) {
    assert.equal((await component.ask('GET', path)).statusCode, 404, path);
  }
  assert.ok(Object.keys(DOCUMENT.paths).every((path) => !path.endsWith('/')));
});

test('/core/path-segments-kebab-case', () => {
  for (const path of Object.keys(DOCUMENT.paths)) {
    for (const segment of path.split('/').slice(1)) {
      assert.match(segment, /^(\{[^}]+\}|_?[a-z0-9]+(-[a-z0-9]+)*)$/);
    }
  }
});

test('/core/query-keys-camel-case', () => {
  const parameters = operations().flatMap((operation) => operation.parameters ?? []);
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  assert.ok(names.length > 0);
  for (const name of names) assert.match(name, /^[a-z][a-z\d]*([A-Z][a-z\d]*)*$/);
});

test('/core/date-time/format', () => {
  const { Adrescontrole, Notificatie } = DOCUMENT.components.schemas;
  assert.equal(Adrescontrole?.properties.gecontroleerdOp?.format, 'date-time');
  assert.equal(Notificatie?.properties.aanmaakdatum?.format, 'date-time');
});

test('/core/http-methods', async () => {
  const component = new Component();
  for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS']) {
    const answer = await component.ask(method, PATH);
    assert.deepEqual([answer.statusCode, answer.headers.allow], [405, 'GET, HEAD, POST']);
    assert.equal((await component.ask(method, `${PATH}/x`)).headers.allow, 'GET, HEAD');
  }
  const head = await component.ask('HEAD', '/health/live');
  assert.deepEqual([head.statusCode, head.body], [200, '']);
});

test('/core/error-handling/problem-details', async () => {
  const answers = await everyError(new Component());
  for (const [number, [status, ...call]] of ERRORS.entries()) {
    const answer = answers[number];
    const asked = JSON.stringify(call).slice(0, 100);
    assert.equal(answer?.statusCode, status, asked);
    assert.equal(answer?.headers['content-type'], 'application/problem+json', asked);
    const problem = answer?.json();
    assert.equal(problem.status, status);
    assert.ok(problem.title && problem.detail);
  }
});

test('what is no HTTP at all gets a problem too', async (t) => {
  const { server } = new Component().app;
  await server.listen({ host: '127.0.0.1', port: 0 });
  t.after(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'9'.repeat(20_000)}\r\n\r\n`;
  for (const sent of ['GET /999990019 HTTP/9.9\r\n\r\n', '999990019\r\n\r\n', long]) {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (data: string) => {
        text += data;
      });
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.write(sent);
    });
    assert.match(answer, /^HTTP\/1.1 4\d\d [\s\S]*application\/problem\+json/);
    assert.ok(answer.includes(`API-Version: ${VERSION}`));
    assert.ok(!answer.includes('999990019'));
  }
});

test('/core/error-handling/invalid-input', async () => {
  const component = new Component();
  for (const query of ['pageSize=101', 'onbekend=1', 'uitkomst=x', 'page=']) {
    assert.equal((await component.ask('GET', `${PATH}?${query}`)).statusCode, 400, query);
  }
  assert.equal((await component.controleer('1')).statusCode, 400);
  assert.ok(operations().every((operation) => operation.responses['400']));
});

test('/core/error-handling/all-errors', async () => {
  const answer = await new Component().bezorg({ kanaal: 1, aanmaakdatum: 'gisteren', hoofdObject: 'x' });
  const faults = answer.json().invalidParams as { name: string; code: string }[];
  assert.deepEqual(faults.map(({ name, code }) => `${name} ${code}`).sort(), [
    'aanmaakdatum format',
    'actie required',
    'hoofdObject format',
    'kanaal type',
    'resource required',
    'resourceUrl required',
  ]);
});

test('/core/doc-openapi', () => {
  assert.match(DOCUMENT.openapi, /^3\./);
  const references = [...OPENAPI.matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(references.length > 0);
  for (const reference of references) {
    const target = reference.split('/').reduce<unknown>((node, part) => Object(node)[part], DOCUMENT);
    assert.ok(target, reference);
  }
});

test('/core/doc-openapi-contact', () => {
  for (const field of ['name', 'email', 'url']) assert.ok(DOCUMENT.info.contact[field]);
});

test('/core/publish-openapi', async () => {
  const answer = await new Component().ask('GET', '/v1/openapi.json');
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.match(String(answer.headers['content-type']), /^application\/json/);
  assert.deepEqual(answer.json(), DOCUMENT);
});

test('/core/uri-version', () => {
  assert.equal(DOCUMENT.servers[0]?.url, '/v1');
  assert.ok(Object.keys(DOCUMENT.paths).every((path) => !path.includes('/v1')));
});

test('/core/semver and /core/changelog', () => {
  assert.match(VERSION, /^\d+\.\d+\.\d+(-[\w.]+)?$/);
  const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  assert.equal(JSON.parse(read('package.json')).version, VERSION);
  assert.ok(read('CHANGELOG.md').includes(`[${VERSION}]`));
});

test('/core/version-header', async () => {
  const component = new Component();
  const answers = await everyError(component);
  for (const path of [PATH, '/v1/openapi.json', '/health/ready']) answers.push(await component.ask('GET', path));
  assert.ok(answers.every((answer) => answer.headers['api-version'] === VERSION));
  for (const operation of operations()) {
    for (const response of Object.values(operation.responses)) assert.ok(response.headers['API-Version']);
  }
});

test('/core/transport/no-sensitive-uris', async () => {
  const component = new Component();
  for (const url of [`${PATH}?bsn=999990019`, `${PATH}/999990019`]) {
    const answer = await component.ask('GET', url);
    assert.ok(answer.statusCode >= 400 && !answer.body.includes('999990019'));
  }
  const answer = await component.ask('POST', PATH, { payload: { ...VALID, '999990019': 'x' } });
  assert.ok(answer.statusCode === 400 && !answer.body.includes('999990019'));
});

test('/core/transport/security-headers', async () => {
  const component = new Component();
  for (const path of ['/', PATH, '/v1/openapi.json', '/health/live']) {
    const { headers } = await component.ask('GET', path);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    assert.ok(headers['strict-transport-security']);
  }
});

test('/core/transport/cors', async () => {
  const answer = await new Component().ask('GET', PATH, { headers: { Origin: 'https://example.org' } });
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
});

test('while it stops it says that it is not ready', async () => {
  const component = new Component();
  assert.equal((await component.ask('GET', '/health/ready')).statusCode, 200);
  component.app.drain();
  assert.equal((await component.ask('GET', '/health/ready')).statusCode, 503);
});

test('metrics count answers by route', async () => {
  const component = new Component();
  await component.ask('GET', '/v1/openapi.json');
  await component.ask('GET', '/v1/999990019');
  const answer = await component.ask('GET', '/metrics');
  assert.match(String(answer.headers['content-type']), /^application\/openmetrics-text/);
  assert.match(answer.body, /^http_requests_total\{method="GET",route="\/v1\/openapi.json",status="200"\} 1$/m);
  assert.match(answer.body, /# EOF\n$/);
  assert.ok(!answer.body.includes('999990019'));
});

test('security.txt says whom to tell', async () => {
  const answer = await new Component().ask('GET', '/.well-known/security.txt');
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  assert.ok(answer.body.includes(`Contact: mailto:${DOCUMENT.info.contact.email}\n`));
  const [, expires = ''] = /^Expires: (.+)$/m.exec(answer.body) ?? [];
  assert.ok(Date.parse(expires) > Date.now());
});
