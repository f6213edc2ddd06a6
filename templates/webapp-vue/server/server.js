// The HTTP interface: the page, and the API behind it. Every answer, also those of Node's own server, has the version and security headers.

import { readFileSync } from 'node:fs';
import { createServer, STATUS_CODES } from 'node:http';

import { readFiles } from './bestanden.js';
import { cast, gegevensVan, SourceError } from './bronnen.js';
import { log } from './log.js';
import { Oidc } from './oidc.js';
import { Problem } from './problem.js';
import { Cookies } from './sessie.js';

// The document in the repository, served as it is.
export const OPENAPI = readFileSync(new URL('../openapi.json', import.meta.url));
export const VERSION = JSON.parse(OPENAPI).info.version;

const BODY_LIMIT = 64 * 1024;

const HEADERS = {
  'API-Version': VERSION,
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
};

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The component. `server` listens, `stop` lets running calls finish first. */
export function makeComponent(settings, files = readFiles()) {
  const cookies = new Cookies(settings, 'sessie');
  const oidc = settings.oidc ? new Oidc(settings) : undefined;
  let draining = false;
  // Answers by method, route and status.
  const counts = new Map();

  // Path: method and what answers it. GET answers HEAD too.
  const routes = {
    '/v1/sessie': { GET: sessie, PUT: kiesPersona, DELETE: stopSessie },
    '/v1/personas': { GET: personas },
    '/v1/mijn-gegevens': { GET: mijnGegevens },
    '/v1/openapi.json': { GET: openapi },
    '/aanmelden': { GET: aanmelden },
    '/aanmelden/terug': { GET: aangemeld },
    '/metrics': { GET: metrics },
    '/.well-known/security.txt': { GET: () => text(securityTxt(), 'text/plain') },
    '/health/live': { GET: () => json({ status: 'pass' }) },
    '/health/ready': { GET: ready },
  };
  for (const [address, { content, headers }] of files) {
    routes[address] = { GET: () => ({ content, headers }) };
  }

  function sessie(request) {
    return json({ wijze: settings.login, aangemeld: cookies.read(request) !== undefined });
  }

  /** The invented people, while there is no other way to sign in. Their numbers stay here. */
  async function personas() {
    if (oidc) throw new Problem(404);
    return json((await cast(settings)).map(({ sleutel, naam, verhaal }) => ({ sleutel, naam, verhaal })));
  }

  async function kiesPersona(request) {
    if (oidc) throw new Problem(404);
    const body = await readJson(request);
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    const faults = [];
    if (!isObject) faults.push({ name: 'body', code: 'object', reason: 'Moet een JSON-object zijn.' });
    else if (typeof body.persona !== 'string') {
      faults.push({ name: 'persona', code: 'required', reason: 'Is verplicht, en moet tekst zijn.' });
    }
    if (isObject && Object.keys(body).some((name) => name !== 'persona')) {
      faults.push({ name: 'body', code: 'unknown', reason: 'Bevat een onbekend gegeven.' });
    }
    const found = faults.length === 0 && (await cast(settings)).find(({ sleutel }) => sleutel === body.persona);
    if (faults.length === 0 && !found) {
      faults.push({ name: 'persona', code: 'unknown', reason: 'Is geen van de personas.' });
    }
    if (faults.length > 0) {
      const detail = 'Een of meer gegevens in de vraag zijn niet juist; zie invalidParams.';
      throw new Problem(400, { detail, faults });
    }
    const headers = { 'Set-Cookie': cookies.set(found.burgerservicenummer) };
    return { ...json({ wijze: settings.login, aangemeld: true }), headers };
  }

  function stopSessie() {
    return { status: 204, content: Buffer.alloc(0), headers: { 'Set-Cookie': cookies.clear() } };
  }

  async function mijnGegevens(request) {
    const number = cookies.read(request);
    if (number === undefined) throw new Problem(401);
    const gegevens = await gegevensVan(settings, number);
    if (gegevens === undefined) throw new Problem(404, { detail: 'De BRP heeft geen gegevens van u.' });
    return json(gegevens);
  }

  async function aanmelden() {
    if (!oidc) throw new Problem(404);
    const { url, cookie } = await oidc.begin();
    return { status: 302, content: Buffer.alloc(0), headers: { Location: url, 'Set-Cookie': cookie } };
  }

  async function aangemeld(request) {
    if (!oidc) throw new Problem(404);
    const number = await oidc.finish(request);
    if (number === undefined) {
      throw new Problem(401, { detail: 'Het aanmelden is niet gelukt. Probeer het opnieuw.' });
    }
    const headers = { Location: '/', 'Set-Cookie': [cookies.set(number), oidc.clear()] };
    return { status: 302, content: Buffer.alloc(0), headers };
  }

  function openapi() {
    // For every origin (ADR /core/publish-openapi).
    return { content: OPENAPI, headers: { 'Access-Control-Allow-Origin': '*' } };
  }

  function metrics() {
    return text(metricsOf(counts), 'application/openmetrics-text; version=1.0.0');
  }

  function ready() {
    if (draining) throw new Problem(503, { detail: 'Het component wordt gestopt.' });
    return json({ status: 'pass' });
  }

  function find(request) {
    // An exact match: /x/ is not /x (ADR /core/no-trailing-slash).
    const path = request.url.split('?')[0];
    if (!Object.hasOwn(routes, path)) throw new Problem(404);
    const { [request.method === 'HEAD' ? 'GET' : request.method]: answer, ...others } = routes[path];
    if (answer) return answer;
    const allowed = Object.keys(others).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method));
    throw new Problem(405, { headers: { Allow: allowed.sort().join(', ') } });
  }

  const server = createServer(async (request, response) => {
    const begin = performance.now();
    let answer;
    try {
      const handler = find(request);
      const isApi = request.url.startsWith('/v1/');
      if (isApi && !acceptsJson(request.headers.accept)) throw new Problem(406);
      answer = { status: 200, ...(await handler(request)) };
    } catch (error) {
      answer = refusal(problemOf(error));
    }
    const { status, content, headers } = answer;
    // What was not read would be taken for the next call.
    const close = draining || !request.complete ? { Connection: 'close' } : {};
    const length = status === 204 ? undefined : { 'Content-Length': content.length };
    response.writeHead(status, {
      ...HEADERS,
      ...(content.length > 0 ? { 'Content-Type': 'application/json' } : undefined),
      ...headers,
      ...close,
      ...length,
    });
    response.end(request.method === 'HEAD' ? undefined : content);
    const method = METHODS.includes(request.method) ? request.method : 'other';
    // The route is logged and counted, never the address as sent: that may hold anything.
    const [path] = request.url.split('?');
    const route = Object.hasOwn(routes, path) ? path : '-';
    const labels = `method="${method}",route="${route}",status="${status}"`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
    const milliseconds = Math.round(performance.now() - begin);
    log('answered', { method, route, status, milliseconds });
  });
  server.requestTimeout = 15_000;
  server.headersTimeout = 15_000;
  server.on('clientError', refuse);

  /** Stops listening and waits until running calls are finished, 20 seconds at most. */
  async function stop() {
    draining = true;
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), 20_000);
    await closed;
    clearTimeout(timer);
  }

  return { server, stop };
}

/** How often what was answered, as OpenMetrics. */
function metricsOf(counts) {
  const lines = [...counts].sort().map(([labels, count]) => `http_requests_total{${labels}} ${count}`);
  return ['# TYPE http_requests counter', ...lines, '# EOF', ''].join('\n');
}

/** Whom to tell of a weakness (RFC 9116). It lapses when nobody runs this any more. */
function securityTxt() {
  const expires = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const { email } = JSON.parse(OPENAPI).info.contact;
  return [`Contact: mailto:${email}`, `Expires: ${expires}`, 'Preferred-Languages: nl, en', ''].join('\n');
}

function text(content, type) {
  return { content: Buffer.from(content), headers: { 'Content-Type': `${type}; charset=utf-8` } };
}

function json(body) {
  return { content: Buffer.from(JSON.stringify(body)) };
}

function problemOf(error) {
  if (error instanceof Problem) return error;
  if (error instanceof SourceError) {
    // The caller hears that a source failed; what exactly went wrong is for the log.
    log('a source gave no usable answer', { cause: error.message });
    return new Problem(error.temporary ? 503 : 502);
  }
  // What happened, not what it said: a message may hold what was asked.
  log('fault', { kind: error.name });
  return new Problem(500);
}

function refusal(problem) {
  return {
    status: problem.status,
    ...json(problem.body),
    headers: { 'Content-Type': 'application/problem+json', ...problem.headers },
  };
}

/** What Node itself refuses: a problem as well, instead of a bare line. */
function refuse(error, socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const statuses = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
  const { status, content, headers } = refusal(new Problem(statuses[error.code] ?? 400));
  const all = { ...HEADERS, ...headers, 'Content-Length': content.length, Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${content}`);
  log('refused', { status });
}

function acceptsJson(accept = '') {
  const ranges = accept.split(',').map((part) => part.split(';')[0].trim().toLowerCase());
  return ranges.some((range) => ['', '*/*', 'application/*', 'application/json'].includes(range));
}

async function readJson(request) {
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (mediaType !== 'application/json') throw new Problem(415);
  const chunks = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > BODY_LIMIT) throw new Problem(413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Problem(400, { detail: 'De vraag is geen geldige JSON.' });
  }
}
