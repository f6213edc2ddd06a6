// Sessions: what a cookie holds and who can read it; settings; and from persona to own data, against the simulator.

import assert from 'node:assert/strict';
import test from 'node:test';

import { brpOf, cast } from '../server/bronnen.js';
import { Cookies } from '../server/sessie.js';
import { readSettings } from '../server/settings.js';
import { cookiesOf, findSimulator, start, stub } from '../support/component.js';

const KEY = { SESSION_KEY: 'een sleutel van meer dan 32 tekens' };

function requestWith(header) {
  return { headers: { cookie: `ander=1; ${header.split(';')[0]}` } };
}

test('a cookie is read by who made it, for half an hour, and tells nobody else anything', () => {
  const settings = readSettings(KEY);
  const cookies = new Cookies(settings, 'sessie');
  const header = cookies.set('999990019', 'Strict', 0);
  assert.match(header, /^sessie=[\w-]+; HttpOnly; Path=\/; SameSite=Strict; Max-Age=1800$/);
  assert.ok(!header.includes('999990019'));
  const request = requestWith(header);
  assert.equal(cookies.read(request, 1_799_999), '999990019');
  assert.equal(cookies.read(request, 1_800_000), undefined);
  // Two of the same look different, so that nobody can tell who is who.
  assert.notEqual(cookies.set('999990019', 'Strict', 0), header);
  // Another server, another kind of cookie, or a changed one.
  assert.equal(new Cookies(readSettings({}), 'sessie').read(request, 0), undefined);
  const renamed = requestWith(header.replace('sessie=', 'aanmelden='));
  assert.equal(new Cookies(settings, 'aanmelden').read(renamed, 0), undefined);
  for (const place of [3, 20, 40]) {
    const value = header.split(';')[0];
    const at = value.indexOf('=') + place;
    const changed = value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1);
    assert.equal(cookies.read(requestWith(changed), 0), undefined, String(place));
  }
  assert.match(cookies.clear(), /^sessie=; .*Max-Age=0/);
});

test('over https a cookie goes over https alone', () => {
  const settings = readSettings({ ...KEY, PUBLIC_URL: 'https://mijn.example.org' });
  assert.match(new Cookies(settings, 'sessie').set('x'), /; Secure$/);
});

test('the defaults point at the simulator, with the persona picker', () => {
  const settings = readSettings({});
  assert.equal(settings.port, {{port}});
  assert.equal(settings.login, 'persona');
  assert.equal(brpOf(settings).url, 'http://127.0.0.1:8990/haalcentraal/api/brp/personen');
});

test('all wrong settings are named at once', () => {
  const wrong = {
    PORT: 'x',
    HOST: 'y',
    BRP_URL: 'ftp://z',
    SESSION_KEY: 'kort',
    LOGIN: 'oidc',
    FSC_OUTWAY_URL: 'http://o',
  };
  assert.throws(
    () => readSettings(wrong),
    (error) => {
      assert.deepEqual(Object.keys(error.faults).sort(), [
        'BRP_URL',
        'FSC_GRANT_HASH_BRP',
        'HOST',
        'OIDC_CLIENT_ID',
        'OIDC_CLIENT_SECRET',
        'OIDC_ISSUER',
        'PORT',
        'SESSION_KEY',
      ]);
      return true;
    },
  );
});

test('behind an outway only the host changes', () => {
  const { url, headers } = brpOf(
    readSettings({
      BRP_URL: 'http://brp.example.org/api/brp/',
      FSC_OUTWAY_URL: 'http://outway.example.org:9000',
      FSC_GRANT_HASH_BRP: '$1$3$a',
    }),
  );
  assert.equal(url, 'http://outway.example.org:9000/api/brp/personen');
  assert.equal(headers['Fsc-Grant-Hash'], '$1$3$a');
});

test('a persona sees what the BRP says, and a number is nowhere', async (t) => {
  const environment = await findSimulator(t);
  if (!environment) return;
  const component = await start(t, environment);
  const personas = await component.ask('GET', '/v1/personas');
  assert.equal(personas.status, 200, personas.text);
  const numbers = (await cast(readSettings(environment))).map((persona) => persona.burgerservicenummer);
  for (const { sleutel } of personas.json().slice(0, 12)) {
    const chosen = await component.kies(sleutel);
    assert.equal(chosen.status, 200, chosen.text);
    const cookie = cookiesOf(chosen);
    assert.equal((await component.ask('GET', '/v1/sessie', undefined, cookie)).json().aangemeld, true);
    const mine = await component.ask('GET', '/v1/mijn-gegevens', undefined, cookie);
    assert.equal(mine.status, 200, mine.text);
    assert.ok(mine.json().naam);
    const told = [personas, chosen, mine].map(({ text, headers }) => text + JSON.stringify(headers)).join();
    assert.ok(numbers.every((number) => !told.includes(number)));
  }
  const gone = await component.ask('DELETE', '/v1/sessie');
  assert.equal(gone.status, 204);
  assert.equal((await component.ask('GET', '/v1/sessie', undefined, cookiesOf(gone))).json().aangemeld, false);
});

test('a simulator that asks for a token gets it', async (t) => {
  const tokens = [];
  const url = await stub(t, ({ headers }) => {
    tokens.push(headers.authorization);
    return { body: [] };
  });
  await cast(readSettings({ LAB_URL: url, LAB_TOKEN: 'kenmerk' }));
  await cast(readSettings({ LAB_URL: url }));
  assert.deepEqual(tokens, ['Bearer kenmerk', undefined]);
});

test('who is no persona is refused', async (t) => {
  const environment = await findSimulator(t);
  if (!environment) return;
  const component = await start(t, environment);
  const answer = await component.kies('999990019');
  assert.equal(answer.status, 400);
  assert.ok(!answer.text.includes('999990019'));
});
