// The process: what is decided, what is kept, and what is asked of whom. BRP and BAG are played.

import assert from 'node:assert/strict';
import test from 'node:test';

import { beoordeel } from '../src/adrescontrole.js';
import { bronnen, Component, NOWHERE, stub } from './component.js';

const ADRES = '9001200000000001';
const WONING = { oppervlakte: 50, gebruiksdoelen: ['woonfunctie'] };

const notificatie = {
  kanaal: 'adressen',
  hoofdObject: `http://bag.example.org/adressen/${ADRES}`,
  resource: 'adres',
  resourceUrl: `http://bag.example.org/adressen/${ADRES}`,
  actie: 'update',
  aanmaakdatum: '2026-02-01T12:00:00+01:00',
  kenmerken: {},
};

test('what the sources say decides', () => {
  const outcome = (...[object, bewoners]: [Parameters<typeof beoordeel>[0], number | 'teVeel']) =>
    beoordeel(object, bewoners, 12).reden;
  const kantoor = { oppervlakte: 500, gebruiksdoelen: ['kantoorfunctie'] };
  const boot = { oppervlakte: undefined, gebruiksdoelen: [] };
  assert.equal(outcome(undefined, 3), 'adresNietInBag');
  assert.equal(outcome(kantoor, 0), 'niemandIngeschreven');
  assert.equal(outcome(kantoor, 1), 'geenWoonfunctie');
  assert.equal(outcome(WONING, 4), 'bewoningPast');
  assert.equal(outcome(WONING, 5), 'teWeinigRuimte');
  assert.equal(outcome(WONING, 'teVeel'), 'teWeinigRuimte');
  assert.equal(outcome(boot, 9), 'bewoningPast');
  const both = { oppervlakte: 48, gebruiksdoelen: ['winkelfunctie', 'woonfunctie'] };
  assert.equal(outcome(both, 4), 'bewoningPast');
});

test('a notification starts one check, also when it is delivered twice', async (t) => {
  const { url, heard } = await bronnen(t, WONING, 9);
  const component = new Component({ BRP_URL: url, BAG_URL: url });
  const again = { ...notificatie, aanmaakdatum: '2026-02-01T11:00:00Z' };
  const answers = await Promise.all([notificatie, again].map((sent) => component.bezorg(sent)));
  assert.deepEqual(
    answers.map((answer) => answer.statusCode),
    [204, 204],
  );
  const list = await component.ask('GET', '/v1/adrescontroles?uitkomst=onderzoeken');
  const { aantal, adrescontroles } = list.json();
  assert.equal(aantal, 1);
  assert.equal(adrescontroles[0].aanleiding, 'notificatie');
  assert.equal(adrescontroles[0].nummeraanduidingIdentificatie, ADRES);
  assert.equal(heard.filter(({ method }) => method === 'POST').length, 1);
  // A later one is another.
  await component.bezorg({ ...notificatie, aanmaakdatum: '2026-02-02T12:00:00Z' });
  assert.equal((await component.ask('GET', '/v1/adrescontroles')).json().aantal, 2);
});

test('nothing of what the sources said is kept or given', async (t) => {
  const { url, heard } = await bronnen(t, { ...WONING, oppervlakte: 51 }, 5);
  const component = new Component({ BRP_URL: url, BAG_URL: url });
  const created = await component.controleer(ADRES);
  assert.equal(created.statusCode, 201);
  const allowed = ['aanleiding', 'gecontroleerdOp', 'id', 'nummeraanduidingIdentificatie', 'reden', 'uitkomst'];
  assert.deepEqual(Object.keys(created.json()).sort(), allowed);
  assert.deepEqual((await component.ask('GET', String(created.headers.location))).json(), created.json());
  const brp = heard.find(({ method }) => method === 'POST');
  assert.deepEqual(brp?.body, {
    type: 'ZoekMetNummeraanduidingIdentificatie',
    nummeraanduidingIdentificatie: ADRES,
    fields: ['leeftijd'],
  });
});

test('a test of the subscription and other subjects are heard and left', async () => {
  const component = new Component();
  const subject = 'http://bag.example.org/adressen/1';
  for (const sent of [
    { ...notificatie, kanaal: 'test' },
    { ...notificatie, hoofdObject: subject, resourceUrl: subject },
  ]) {
    assert.equal((await component.bezorg(sent)).statusCode, 204);
  }
  assert.equal((await component.ask('GET', '/v1/adrescontroles')).json().aantal, 0);
});

test('who does not show the token is refused before anything is read', async () => {
  const component = new Component();
  for (const token of ['', 'fieldla', 'fieldlab2']) {
    const answer = await component.bezorg({ kapot: 1 }, token);
    assert.equal(answer.statusCode, 401, token);
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
  }
  assert.equal((await component.bezorg({ kapot: 1 })).statusCode, 400);
});

test('when a source is away the notification may be delivered again', async (t) => {
  let away = true;
  const { url } = await stub(t, ({ method }) => {
    if (away) return { status: 503 };
    return method === 'POST' ? { status: 200, body: { personen: [] } } : { status: 404 };
  });
  const component = new Component({ BRP_URL: url, BAG_URL: url });
  assert.equal((await component.bezorg(notificatie)).statusCode, 503);
  away = false;
  assert.equal((await component.bezorg(notificatie)).statusCode, 204);
  const list = await component.ask('GET', '/v1/adrescontroles');
  assert.equal(list.json().adrescontroles[0].uitkomst, 'adresVervallen');
});

test('an answer that makes no sense is a bad gateway', async (t) => {
  for (const answer of [
    { status: 200, body: 'x' },
    { status: 401, body: {} },
    { status: 302, body: {} },
    { status: 500, body: {} },
  ]) {
    const { url } = await stub(t, () => answer);
    const component = new Component({ BRP_URL: url, BAG_URL: url });
    assert.equal((await component.controleer(ADRES)).statusCode, 502);
  }
});

test('a case is opened when that is on, and only for what has to be looked at', async (t) => {
  const zaak = 'http://zaken.example.org/zaken/1';
  const zaken = await stub(t, () => ({ status: 201, body: { url: zaak } }));
  for (const [bewoners, expected] of [
    [9, zaak],
    [1, undefined],
  ] as const) {
    const { url } = await bronnen(t, WONING, bewoners);
    const component = new Component({
      BRP_URL: url,
      BAG_URL: url,
      ZAKEN_URL: zaken.url,
      ZAKEN_CLIENT_ID: 'proces',
      ZAKEN_SECRET: 's'.repeat(32),
      ZAKEN_ZAAKTYPE_URL: 'http://catalogi.example.org/zaaktypen/1',
      ZAKEN_RSIN: '002220647',
    });
    assert.equal((await component.controleer(ADRES)).json().zaak, expected);
  }
  assert.equal(zaken.heard.length, 1);
  const [{ url, headers, body } = { url: '', headers: {}, body: {} }] = zaken.heard;
  assert.equal(url, '/zaken');
  assert.match(String(headers.authorization), /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  assert.equal((body as Record<string, unknown>).zaaktype, 'http://catalogi.example.org/zaaktypen/1');
});

test('nothing is asked of a case API or a notification component that is not in the settings', () => {
  const { settings } = new Component(NOWHERE);
  assert.equal(settings.zaken, undefined);
  assert.equal(settings.notificaties, undefined);
});
