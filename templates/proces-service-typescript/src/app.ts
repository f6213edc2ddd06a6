// The HTTP interface. What comes in is held to `openapi.json`, the same document that is served; every answer, also
// those of Fastify and of Node itself, has the version and security headers; every error is a problem.

import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify, LogController } from 'fastify';

import type { Uitkomst } from './adrescontrole.js';
import { log } from './log.js';
import { type Notificatie, nummeraanduidingVan, sleutelVan } from './notificaties.js';
import { type InvalidParam, Problem } from './problem.js';
import { Proces } from './proces.js';
import type { Settings } from './settings.js';
import { SourceError } from './source.js';

/** The document in the repository, served as it is. */
export const OPENAPI = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');

const DOCUMENT = JSON.parse(OPENAPI) as {
  info: { version: string; contact: { email: string } };
  paths: Record<string, Record<string, Operation>>;
  components: unknown;
};

interface Operation {
  requestBody?: { content: { 'application/json': { schema: unknown } } };
  parameters?: { name: string; in: string; schema: { type: string } }[];
}

/** Version of the API. */
export const VERSION = DOCUMENT.info.version;

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

/** The component: Fastify, and the switch by which `/health/ready` says no. */
export interface App {
  server: FastifyInstance;
  drain: () => void;
}

/** All routes with everything around them. */
export function makeApp(settings: Settings): App {
  let draining = false;
  const proces = new Proces(settings);
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    // Fastify's own lines hold whole addresses; ours hold patterns.
    logger: false,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: 15_000,
    // A connection without a call does not hold up stopping.
    forceCloseConnections: 'idle',
    // Calls that come while stopping get an ordinary answer.
    return503OnClosing: false,
    clientErrorHandler: refuse,
    frameworkErrors: (error, _request, reply) => {
      send(reply, new Problem(error.statusCode ?? 400));
    },
  });

  // Path: its methods. Fastify answers 404 to a method that a path does not have.
  const methods = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set();
    for (const name of [method].flat()) known.add(name);
    methods.set(url, known);
  });
  // Fastify takes text as well.
  server.removeContentTypeParser('text/plain');
  // Nothing is coerced or left out in silence, and all faults are told at once.
  const ajv = new Ajv({ allErrors: true, strict: false });
  // Made for CommonJS: the function is its own default.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addSchema({ $id: 'openapi', components: DOCUMENT.components });
  server.setValidatorCompiler(({ schema }) => ajv.compile(schema as object));

  server.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const isApi = request.routeOptions.url?.startsWith('/v1/');
    if (isApi && !acceptsJson(request.headers.accept)) throw new Problem(406);
  });
  // Answers by method, route and status.
  const counts = new Map<string, number>();
  server.addHook('onResponse', async (request, reply) => {
    // The route's pattern is logged, never the address as sent: that may hold anything.
    const { method } = request;
    const { statusCode: status } = reply;
    const route = request.routeOptions.url ?? '-';
    const labels = `method="${method}",route="${route}",status="${status}"`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
    log('answered', { method, route, status, milliseconds: Math.round(reply.elapsedTime) });
  });
  server.setErrorHandler((error: FastifyError, _request, reply) => send(reply, problemOf(error)));
  server.setNotFoundHandler((request, reply) => {
    const allowed = allowedFor(request.url.split('?')[0] ?? '', methods);
    if (allowed.length > 0) reply.header('Allow', allowed.join(', '));
    send(reply, new Problem(allowed.length > 0 ? 405 : 404));
  });

  server.post('/v1/notificaties', {
    // Before anything is read.
    onRequest: async (request, reply) => {
      if (same(request.headers.authorization ?? '', `Bearer ${settings.callback.token}`)) return;
      reply.header('WWW-Authenticate', 'Bearer');
      throw new Problem(401);
    },
    schema: schemaOf('/notificaties', 'post'),
    handler: async (request, reply) => {
      const notificatie = request.body as Notificatie;
      const nummeraanduiding = nummeraanduidingVan(notificatie);
      // A test of the subscription, or about something else: heard, and nothing to do.
      if (notificatie.kanaal !== 'test' && nummeraanduiding !== undefined) {
        await proces.controleerEens(sleutelVan(notificatie), nummeraanduiding);
      }
      return reply.code(204).send();
    },
  });

  server.post('/v1/adrescontroles', {
    schema: schemaOf('/adrescontroles', 'post'),
    handler: async (request, reply) => {
      const { nummeraanduidingIdentificatie } = request.body as { nummeraanduidingIdentificatie: string };
      const controle = await proces.controleer(nummeraanduidingIdentificatie, 'handmatig');
      return reply.code(201).header('Location', `/v1/adrescontroles/${controle.id}`).send(controle);
    },
  });

  server.get('/v1/adrescontroles', {
    schema: schemaOf('/adrescontroles', 'get'),
    handler: async (request) => {
      const query = request.query as { uitkomst?: Uitkomst; page?: string; pageSize?: string };
      const [page, pageSize] = [Number(query.page ?? 1), Number(query.pageSize ?? 20)];
      const [adrescontroles, aantal] = proces.list(query.uitkomst, page, pageSize);
      return { aantal, pagina: page, adrescontroles };
    },
  });

  server.get<{ Params: { id: string } }>('/v1/adrescontroles/:id', async (request) => {
    const controle = proces.get(request.params.id);
    if (controle === undefined) throw new Problem(404, 'Er is geen adrescontrole met dit id.');
    return controle;
  });

  server.get('/v1/openapi.json', async (_request, reply) =>
    // Without login and for every origin (ADR /core/publish-openapi).
    reply.headers({ 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' }).send(OPENAPI),
  );
  server.get('/metrics', async (_request, reply) =>
    reply.type('application/openmetrics-text; version=1.0.0; charset=utf-8').send(metricsOf(counts)),
  );
  server.get('/.well-known/security.txt', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(securityTxt()),
  );
  server.get('/health/live', async () => ({ status: 'pass' }));
  server.get('/health/ready', async () => {
    if (draining) throw new Problem(503, 'Het component wordt gestopt.');
    return { status: 'pass' };
  });

  return {
    server,
    drain: () => {
      draining = true;
    },
  };
}

/** How often what was answered, as OpenMetrics. */
function metricsOf(counts: Map<string, number>): string {
  const lines = [...counts].sort().map(([labels, count]) => `http_requests_total{${labels}} ${count}`);
  return ['# TYPE http_requests counter', ...lines, '# EOF', ''].join('\n');
}

/** Whom to tell of a weakness (RFC 9116). It lapses when nobody runs this any more. */
function securityTxt(): string {
  const expires = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const { email } = DOCUMENT.info.contact;
  return [`Contact: mailto:${email}`, `Expires: ${expires}`, 'Preferred-Languages: nl, en', ''].join('\n');
}

/** The part of the document that Fastify checks before a handler runs. */
function schemaOf(path: string, method: string): { body?: unknown; querystring?: unknown } {
  const { requestBody, parameters } = DOCUMENT.paths[path]?.[method] ?? {};
  if (requestBody) return { body: pointed(requestBody.content['application/json'].schema) };
  const query = (parameters ?? []).filter((parameter) => parameter.in === 'query');
  const properties = query.map(({ name, schema }) => [name, fromText(schema)]);
  const closed = { type: 'object', additionalProperties: false };
  return { querystring: { ...closed, properties: Object.fromEntries(properties) } };
}

/** References, made to point at the whole document. */
function pointed(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components'));
}

/** A parameter is text; a number in it is checked as such, so that `1.0` and ` 1` are none. */
function fromText(schema: { type: string; minimum?: number; maximum?: number }): unknown {
  if (schema.type !== 'integer') return schema;
  const upTo100 = schema.maximum === 100;
  return { type: 'string', pattern: upTo100 ? '^([1-9][0-9]?|100)$' : '^[1-9][0-9]{0,8}$' };
}

function allowedFor(path: string, methods: Map<string, Set<string>>): string[] {
  for (const [pattern, known] of methods) {
    const matcher = new RegExp(`^${pattern.replaceAll(/:[a-z]+/gi, '[^/]+')}$`);
    if (matcher.test(path)) return [...known].sort();
  }
  return [];
}

function problemOf(error: FastifyError | Problem | SourceError): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof SourceError) {
    // The caller hears that a source failed; what exactly went wrong is for the log.
    log('a source gave no usable answer', { cause: error.message });
    return new Problem(error.temporary ? 503 : 502);
  }
  if (error.validation) {
    const faults = (error.validation as unknown as ErrorObject[]).map((fault) =>
      faultOf(fault, error.validationContext ?? 'body'),
    );
    const detail = 'Een of meer gegevens in de vraag zijn niet juist; zie invalidParams.';
    return new Problem(400, detail, faults);
  }
  if (error.statusCode === undefined || error.statusCode >= 500) {
    // What happened, not what it said: a message may hold what was asked.
    log('fault', { kind: error.name });
    return new Problem(500);
  }
  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError) {
    return new Problem(400, 'De vraag is geen geldige JSON.');
  }
  return new Problem(error.statusCode);
}

/** A fault by name, code and reason; what was sent is not repeated. */
function faultOf({ keyword, instancePath, params }: ErrorObject, context: string): InvalidParam {
  const [, first] = instancePath.split('/');
  const name = first ?? context;
  switch (keyword) {
    case 'required':
      return { name: String(params.missingProperty), code: 'required', reason: 'Is verplicht.' };
    case 'additionalProperties':
      // The name is not echoed: it is free text of the caller.
      return { name: context, code: 'unknown', reason: 'Bevat een onbekend gegeven.' };
    case 'enum':
      return { name, code: 'enum', reason: `Moet een van deze zijn: ${params.allowedValues.join(', ')}.` };
    case 'type':
      return { name, code: 'type', reason: `Moet van het type ${params.type} zijn.` };
    case 'format':
      return { name, code: 'format', reason: `Moet de vorm ${params.format} hebben.` };
    default:
      return { name, code: keyword, reason: 'Heeft niet de goede vorm; zie openapi.json.' };
  }
}

function send(reply: FastifyReply, problem: Problem): void {
  reply
    .code(problem.status)
    .headers({ ...HEADERS, 'Content-Type': 'application/problem+json' })
    // As bytes, so that Fastify adds no charset.
    .send(Buffer.from(JSON.stringify(problem.body)));
}

/** What Node itself refuses: a problem as well, instead of a bare line. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const statuses: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };
  const problem = new Problem(statuses[error.code ?? ''] ?? 400);
  const content = JSON.stringify(problem.body);
  const own = { 'Content-Type': 'application/problem+json', 'Content-Length': Buffer.byteLength(content) };
  const all = Object.entries({ ...HEADERS, ...own, Connection: 'close' });
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines}\r\n${content}`);
  log('refused', { status: problem.status });
}

function acceptsJson(accept = ''): boolean {
  const ranges = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  return ranges.some((range) => ['', '*/*', 'application/*', 'application/json'].includes(range));
}

/** Compares in a time that tells nothing of where they differ. */
function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
