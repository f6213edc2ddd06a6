// The rule and the settings, without HTTP.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Brp } from '../src/brp.js';
import { readSettings } from '../src/settings.js';
import { elfproef, readVraag, toets } from '../src/toets.js';

test('the day itself counts', () => {
  assert.equal(toets(18, 18), 'voldoet');
  assert.equal(toets(18, 17), 'voldoetNiet');
  assert.equal(toets(18, undefined), 'nietTeBepalen');
});

test('a burgerservicenummer must pass the eleven-test', () => {
  assert.ok(elfproef('999990019'));
  for (const number of ['999990018', '000000000', '99999001', '99999001a', '٩99990019', '999990019\n']) {
    assert.ok(!elfproef(number), number);
  }
});

test('all faults are reported together', () => {
  for (const [body, codes] of [
    [[], ['object']],
    [null, ['object']],
    [{}, ['required', 'required']],
    [{ burgerservicenummer: 1, minimumleeftijd: true }, ['type', 'type']],
    [{ burgerservicenummer: '1', minimumleeftijd: 0 }, ['format', 'range']],
    [{ burgerservicenummer: '999990019', minimumleeftijd: 18.5 }, ['type']],
    [{ burgerservicenummer: '999990019', minimumleeftijd: 18, x: 1 }, ['unknown']],
  ]) {
    assert.deepEqual(
      readVraag(body).faults.map((fault) => fault.code),
      codes,
    );
  }
});

test('the defaults point at the simulator without FSC', () => {
  const settings = readSettings({});
  assert.equal(settings.port, {{port}});
  assert.equal(new Brp(settings).address, 'http://127.0.0.1:8990/haalcentraal/api/brp/personen');
});

test('all wrong settings are named at once', () => {
  const wrong = { PORT: 'x', HOST: 'y', BRP_URL: 'ftp://z', FSC_OUTWAY_URL: 'http://127.0.0.1:9000' };
  assert.throws(
    () => readSettings(wrong),
    (error) => Object.keys(error.faults).join() === 'HOST,PORT,BRP_URL,FSC_GRANT_HASH_BRP',
  );
});

test('behind an outway only the host changes', () => {
  const settings = readSettings({
    BRP_URL: 'http://brp.example.org/api/brp/',
    FSC_OUTWAY_URL: 'http://outway.example.org:9000',
    FSC_GRANT_HASH_BRP: '$1$3$a',
  });
  assert.equal(new Brp(settings).address, 'http://outway.example.org:9000/api/brp/personen');
});
