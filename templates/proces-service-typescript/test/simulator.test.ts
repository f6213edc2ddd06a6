// Against a running simulator: do BRP and BAG behave as this component expects? Who lives where comes from the
// simulator, so that this works with any world.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Bronnen } from '../src/bronnen.js';
import { readSettings } from '../src/settings.js';
import { Component, findSimulator } from './component.js';

test('every address of the cast is checked', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const addresses = await simulator.addresses();
  assert.ok(addresses.length > 3);
  const bronnen = new Bronnen(readSettings(simulator.environment()));
  const component = new Component(simulator.environment());
  for (const address of addresses) {
    const object = await bronnen.verblijfsobject(address);
    assert.ok(object, `the BAG does not know ${address}`);
    const bewoners = await bronnen.aantalBewoners(address);
    assert.ok(bewoners === 'teVeel' || bewoners >= 0);
    const answer = await component.controleer(address);
    assert.equal(answer.statusCode, 201, answer.body);
    assert.notEqual(answer.json().uitkomst, 'adresVervallen');
  }
  const { aantal } = (await component.ask('GET', '/v1/adrescontroles?pageSize=1')).json();
  assert.equal(aantal, addresses.length);
});

test('a house that is too small for who lives there has to be looked at', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const environment = { ...simulator.environment(), MINIMUM_OPPERVLAKTE: '1000' };
  const outcomes = new Set<string>();
  const component = new Component(environment);
  for (const address of await simulator.addresses()) {
    outcomes.add((await component.controleer(address)).json().uitkomst);
  }
  assert.ok(outcomes.has('onderzoeken'), [...outcomes].join());
});

test('a notification about an address goes through from end to end', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const [address] = await simulator.addresses();
  const component = new Component(simulator.environment());
  const subject = `${simulator.base}/lvbag/individuelebevragingen/v2/adressen/${address}`;
  const answer = await component.bezorg({
    kanaal: 'adressen',
    hoofdObject: subject,
    resource: 'adres',
    resourceUrl: subject,
    actie: 'update',
    aanmaakdatum: '2026-02-01T12:00:00Z',
  });
  assert.equal(answer.statusCode, 204, answer.body);
  const { adrescontroles } = (await component.ask('GET', '/v1/adrescontroles')).json();
  assert.equal(adrescontroles[0].nummeraanduidingIdentificatie, address);
});

test('an address outside the BAG has lapsed', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const answer = await new Component(simulator.environment()).controleer('0000200000000000');
  assert.equal(answer.json().uitkomst, 'adresVervallen');
});

test('a BAG that refuses the key gives a bad gateway without details', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const [address] = await simulator.addresses();
  const component = new Component({ ...simulator.environment(), BAG_API_KEY: 'verkeerd' });
  const answer = await component.controleer(address);
  assert.equal(answer.statusCode, 502);
  assert.ok(!answer.body.includes('verkeerd'));
});
