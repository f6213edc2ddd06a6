// Subscribing at a notification component (Notificaties API 1.0), which is played.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';

import { abonneer, blijfAbonneren } from '../src/notificaties.js';
import { readSettings, type Settings, SettingsError } from '../src/settings.js';
import { type Heard, stub } from './component.js';

const SECRET = 'een-geheim-van-meer-dan-32-tekens!';

function settings(url: string, more: NodeJS.ProcessEnv = {}): Settings {
  return readSettings({
    NOTIFICATIES_URL: `${url}/api/v1/`,
    NOTIFICATIES_CLIENT_ID: 'proces',
    NOTIFICATIES_SECRET: SECRET,
    CALLBACK_URL: 'http://proces.example.org/v1/notificaties',
    CALLBACK_TOKEN: 'kenmerk',
    ...more,
  });
}

function claims(call: Heard | undefined): Record<string, unknown> {
  const [header = '', payload = '', signature] = String(call?.headers.authorization).slice(7).split('.');
  const expected = createHmac('sha256', SECRET).update(`${header}.${payload}`).digest('base64url');
  assert.equal(signature, expected);
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

test('it subscribes once, with a signed token', async (t) => {
  const known: object[] = [];
  const { url, heard } = await stub(t, ({ method, body }) => {
    if (method === 'GET') return { status: 200, body: known };
    const made = { url: 'http://nrc.example.org/abonnement/1', ...(body as object) };
    known.push(made);
    return { status: 201, body: made };
  });
  const now = new Date('2026-02-01T12:00:00Z');
  for (let time = 0; time < 2; time += 1) {
    assert.equal(await abonneer(settings(url), now), 'http://nrc.example.org/abonnement/1');
  }
  assert.deepEqual(
    heard.map((call) => `${call.method} ${call.url}`),
    ['GET /api/v1/abonnement', 'POST /api/v1/abonnement', 'GET /api/v1/abonnement'],
  );
  assert.deepEqual(heard[1]?.body, {
    callbackUrl: 'http://proces.example.org/v1/notificaties',
    auth: 'Bearer kenmerk',
    kanalen: [{ naam: 'adressen', filters: {} }],
  });
  assert.deepEqual(claims(heard[1]), {
    iss: 'proces',
    iat: now.getTime() / 1000,
    client_id: 'proces',
    user_id: 'proces',
    user_representation: 'proces',
  });
});

test('it tries again until the notification component is there', async (t) => {
  let calls = 0;
  const { url } = await stub(t, () => {
    calls += 1;
    if (calls === 1) return { status: 503 };
    return {
      status: 200,
      body: [
        {
          url: 'http://x',
          callbackUrl: 'http://proces.example.org/v1/notificaties',
          kanalen: [{ naam: 'adressen' }],
        },
      ],
    };
  });
  await blijfAbonneren(settings(url), new AbortController().signal);
  assert.equal(calls, 2);
});

test('it stops trying when the component stops', async () => {
  const stopping = new AbortController();
  const trying = blijfAbonneren(settings('http://127.0.0.1:9'), stopping.signal);
  stopping.abort();
  await trying;
});

test('without a notification component nothing is asked', async () => {
  assert.equal(await abonneer(readSettings({}), new Date()), undefined);
});

test('through an outway the host changes and a grant is shown', async (t) => {
  const { url, heard } = await stub(t, () => ({ status: 200, body: [] }));
  const more = {
    FSC_OUTWAY_URL: url,
    FSC_GRANT_HASH_BRP: '$1$3$a',
    FSC_GRANT_HASH_BAG: '$1$3$b',
    FSC_GRANT_HASH_NOTIFICATIES: '$1$3$c',
  };
  const behind = settings('http://nrc.example.org', more);
  assert.equal(behind.brp.url, `${url}/haalcentraal/api/brp`);
  await assert.rejects(abonneer(behind, new Date()), /Notificaties: answered with status 200/);
  assert.equal(heard[0]?.url, '/api/v1/abonnement');
  assert.equal(heard[0]?.headers['fsc-grant-hash'], '$1$3$c');
});

test('all wrong settings are named at once', () => {
  const wrong = {
    HOST: 'x',
    PORT: '99999',
    BRP_URL: 'ftp://z',
    NOTIFICATIES_URL: 'http://nrc.example.org',
    ZAKEN_URL: 'http://zaken.example.org',
    FSC_OUTWAY_URL: 'http://127.0.0.1:9000',
    MINIMUM_OPPERVLAKTE: 'veel',
  };
  assert.throws(
    () => readSettings(wrong),
    (error) => {
      assert.ok(error instanceof SettingsError);
      assert.deepEqual([...error.faults.keys()].sort(), [
        'BRP_URL',
        'FSC_GRANT_HASH_BAG',
        'FSC_GRANT_HASH_NOTIFICATIES',
        'FSC_GRANT_HASH_ZAKEN',
        'HOST',
        'MINIMUM_OPPERVLAKTE',
        'NOTIFICATIES_CLIENT_ID',
        'NOTIFICATIES_SECRET',
        'PORT',
        'ZAKEN_CLIENT_ID',
        'ZAKEN_RSIN',
        'ZAKEN_SECRET',
        'ZAKEN_ZAAKTYPE_URL',
      ]);
      return true;
    },
  );
});

test('the defaults point at the simulator', () => {
  const { port, brp, bag } = readSettings({});
  assert.equal(port, {{port}});
  assert.ok(brp.url.startsWith('http://127.0.0.1:8990/') && bag.url.startsWith('http://127.0.0.1:8990/'));
});
