// Against a running simulator. Who is how old comes from the simulator, so that this works with any world.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Brp } from '../src/brp.js';
import { readSettings } from '../src/settings.js';
import { findSimulator, start } from '../support/component.js';

const BRP = '/haalcentraal/api/brp';

test('everybody is as old as the BRP says', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const brp = new Brp(readSettings({ BRP_URL: simulator.base + BRP }));
  const component = await start(t, simulator.base + BRP);
  const outcome = async (number, minimumleeftijd) => {
    const answer = await component.post({ burgerservicenummer: number, minimumleeftijd });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!answer.text.includes(number));
    return answer.json().uitkomst;
  };
  const ages = [];
  for (const number of simulator.numbers) ages.push([number, await brp.leeftijd(number)]);
  const known = ages.filter(([, age]) => age !== undefined);
  assert.ok(known.some(([, age]) => age < 18) && known.some(([, age]) => age >= 18));
  assert.ok(known.length < ages.length, 'the cast has somebody of unknown age');
  for (const [number, age] of ages.slice(0, 30)) {
    if (age === undefined) {
      assert.equal(await outcome(number, 18), 'nietTeBepalen');
    } else {
      assert.equal(await outcome(number, Math.max(age, 1)), 'voldoet');
      assert.equal(await outcome(number, age + 1), 'voldoetNiet');
    }
  }
  // A person that is not there gets the same answer as one of unknown age.
  assert.equal(await outcome('999999990', 18), 'nietTeBepalen');
});

test('what is no BRP gives a bad gateway without details', async (t) => {
  const simulator = await findSimulator(t);
  if (!simulator) return;
  const component = await start(t, `${simulator.base}/geheim-123`);
  const answer = await component.post({ burgerservicenummer: '999990019', minimumleeftijd: 18 });
  assert.equal(answer.status, 502);
  assert.ok(!answer.text.includes('geheim-123'));
});
