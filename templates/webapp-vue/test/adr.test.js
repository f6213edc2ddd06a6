// The technical rules of the NLGov REST API Design Rules 2.2, one test a rule, named after its id.
// They need no simulator: nothing here gets as far as the BRP.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import test from 'node:test';

import { VERSION } from '../server/server.js';
import { DOCUMENT, follow, operations, start } from '../support/component.js';

const PATH = '/v1/sessie';
const VALID = { persona: 'sanne-de-wit' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

// Every kind of error there is without a source, made by us or by Node's server.
const ERRORS = [
  [404, 'GET', '/bestaat-niet'],
  [404, 'GET', '/v1/bestaat-niet'],
  [404, 'GET', '/../package.json'],
  [404, 'GET', '/constructor'],
  [404, 'GET', '/aanmelden'],
  [405, 'POST', PATH, '{}', JSON_TYPE],
  [405, 'POST', '/', '{}', JSON_TYPE],
  [401, 'GET', '/v1/mijn-gegevens'],
  [401, 'GET', '/v1/mijn-gegevens', undefined, { Cookie: `sessie=${'A'.repeat(80)}` }],
  [406, 'GET', PATH, undefined, { Accept: 'text/html' }],
  [415, 'PUT', PATH, '{}', { 'Content-Type': 'text/plain' }],
  [415, 'PUT', PATH, '{}'],
  [413, 'PUT', PATH, ' '.repeat(70_000), JSON_TYPE],
  [400, 'PUT', PATH, '', JSON_TYPE],
  [400, 'PUT', PATH, '{', JSON_TYPE],
  [400, 'PUT', PATH, Buffer.from([0xff]), JSON_TYPE],
  [400, 'PUT', PATH, '['.repeat(50_000), JSON_TYPE],
  [400, 'PUT', PATH, '{}', JSON_TYPE],
  [503, 'PUT', PATH, JSON.stringify(VALID), JSON_TYPE],
];

async function everyError(component) {
  const answers = [];
  for (const [status, ...call] of ERRORS) answers.push([status, await component.ask(...call)]);
  return answers;
}

/** Sends bytes as they are and gives all that comes back. */
function raw(port, sent) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
    socket.write(sent);
  });
}

test('/core/no-trailing-slash', async (t) => {
  const component = await start(t);
  for (const path of [`${PATH}/`, '/v1/openapi.json/', '/health/live/']) {
    assert.equal((await component.ask('GET', path)).status, 404, path);
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

test('/core/http-methods', async (t) => {
  const component = await start(t);
  for (const method of ['POST', 'PATCH', 'OPTIONS']) {
    const answer = await component.ask(method, PATH);
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'DELETE, GET, HEAD, PUT']);
  }
  const head = await component.ask('HEAD', '/health/live');
  assert.deepEqual([head.status, head.text], [200, '']);
});

test('/core/error-handling/problem-details', async (t) => {
  for (const [status, answer] of await everyError(await start(t))) {
    assert.equal(answer.status, status);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    const problem = answer.json();
    assert.equal(problem.status, status);
    assert.ok(problem.title && problem.detail);
  }
});

test('what is no HTTP at all gets a problem too', async (t) => {
  const { port } = await start(t);
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'9'.repeat(20_000)}\r\n\r\n`;
  for (const sent of ['GET /999990019 HTTP/9.9\r\n\r\n', '999990019\r\n\r\n', long]) {
    const answer = await raw(port, sent);
    assert.match(answer, /^HTTP\/1.1 4\d\d [\s\S]*application\/problem\+json/);
    assert.ok(answer.includes(`API-Version: ${VERSION}`));
    assert.ok(!answer.includes('999990019'));
  }
});

test('/core/error-handling/invalid-input and /core/error-handling/all-errors', async (t) => {
  const component = await start(t);
  const answer = await component.ask('PUT', PATH, '{"persona":1,"x":2}', JSON_TYPE);
  assert.equal(answer.status, 400);
  assert.deepEqual(
    answer.json().invalidParams.map((fault) => fault.name),
    ['persona', 'body'],
  );
});

test('/core/doc-openapi', () => {
  assert.match(DOCUMENT.openapi, /^3\./);
  const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"([^"]+)"/g)];
  assert.ok(references.length > 0);
  for (const [, reference] of references) assert.ok(follow({ $ref: reference }), reference);
});

test('/core/doc-openapi-contact', () => {
  for (const field of ['name', 'email', 'url']) assert.ok(DOCUMENT.info.contact[field]);
});

test('/core/publish-openapi', async (t) => {
  const answer = await (await start(t)).ask('GET', '/v1/openapi.json');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.equal(answer.headers['content-type'], 'application/json');
  assert.deepEqual(answer.json(), DOCUMENT);
});

test('/core/uri-version', () => {
  assert.equal(DOCUMENT.servers[0].url, '/v1');
  assert.ok(Object.keys(DOCUMENT.paths).every((path) => !path.includes('/v1')));
});

test('/core/semver and /core/changelog', () => {
  assert.match(VERSION, /^\d+\.\d+\.\d+(-[\w.]+)?$/);
  const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  assert.equal(JSON.parse(read('package.json')).version, VERSION);
  assert.ok(read('CHANGELOG.md').includes(`[${VERSION}]`));
});

test('/core/version-header', async (t) => {
  const component = await start(t);
  const answers = (await everyError(component)).map(([, answer]) => answer);
  for (const path of ['/v1/openapi.json', '/health/ready']) answers.push(await component.ask('GET', path));
  assert.ok(answers.every((answer) => answer.headers['api-version'] === VERSION));
  for (const operation of operations()) {
    for (const response of Object.values(operation.responses)) {
      assert.ok(follow(response).headers['API-Version']);
    }
  }
});

test('/core/transport/no-sensitive-uris', async (t) => {
  const component = await start(t);
  const answer = await component.ask('GET', '/v1/mijn-gegevens/999990019?bsn=999990019');
  assert.equal(answer.status, 404);
  assert.ok(!answer.text.includes('999990019'));
  assert.ok(operations().every((operation) => !operation.parameters));
});

test('/core/transport/security-headers', async (t) => {
  const component = await start(t);
  for (const path of ['/', PATH, '/v1/openapi.json', '/health/live']) {
    const { headers } = await component.ask('GET', path);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.match(headers['content-security-policy'], /^default-src 'none'.*frame-ancestors 'none'/);
    assert.ok(headers['strict-transport-security']);
  }
});

test('/core/transport/cors', async (t) => {
  const origin = { ...JSON_TYPE, Origin: 'https://example.org' };
  const answer = await (await start(t)).ask('PUT', PATH, '{}', origin);
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
});

test('a second call on the same connection is not what was left of the first', async (t) => {
  const { port } = await start(t);
  const smuggled = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
  const first = `POST /v1/bestaat-niet HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length}\r\n`;
  const answer = await raw(port, `${first}Connection: close\r\n\r\n${smuggled}`);
  assert.equal(answer.split('HTTP/1.1 ').length, 2);
  assert.match(answer, /404/);
});

test('metrics count answers by route', async (t) => {
  const component = await start(t);
  await component.ask('GET', '/v1/openapi.json');
  await component.ask('GET', '/v1/999990019');
  const answer = await component.ask('GET', '/metrics');
  assert.match(answer.headers['content-type'], /^application\/openmetrics-text/);
  assert.match(answer.text, /^http_requests_total\{method="GET",route="\/v1\/openapi.json",status="200"\} 1$/m);
  assert.match(answer.text, /# EOF\n$/);
  assert.ok(!answer.text.includes('999990019'));
});

test('security.txt says whom to tell', async (t) => {
  const answer = await (await start(t)).ask('GET', '/.well-known/security.txt');
  assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
  assert.ok(answer.text.includes(`Contact: mailto:${DOCUMENT.info.contact.email}\n`));
  const [, expires] = /^Expires: (.+)$/m.exec(answer.text);
  assert.ok(Date.parse(expires) > Date.now());
});
