// The component as a process: it starts, is healthy, logs no personal data and stops neatly.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { NOWHERE } from '../support/component.js';

const MAIN = fileURLToPath(new URL('../src/main.js', import.meta.url));

const windows = process.platform === 'win32' && 'Windows has no SIGTERM';

test('it starts, logs without personal data and stops on SIGTERM', { skip: windows }, async () => {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', BRP_URL: NOWHERE };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const lines = [];
    const listening = new Promise((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(JSON.parse(line));
        resolve(lines[0].port);
      });
    });
    const port = await listening;
    const health = spawnSync(process.execPath, [MAIN, '--health'], { env: { ...env, PORT: String(port) } });
    assert.equal(health.status, 0);
    const address = `http://127.0.0.1:${port}/v1/leeftijdstoetsen`;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ burgerservicenummer: '999990019', minimumleeftijd: 18 }),
    });
    assert.equal(answer.status, 503);
    assert.equal((await fetch(`${address}/999990019`)).status, 404);
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    assert.ok(lines.some((line) => line.route === '/v1/leeftijdstoetsen'));
    assert.ok(!JSON.stringify(lines).includes('999990019'));
  } finally {
    child.kill('SIGKILL');
  }
});

test('wrong settings are named, and it does not start', () => {
  const env = { ...process.env, PORT: 'x', BRP_URL: 'y' };
  const { status, stderr } = spawnSync(process.execPath, [MAIN], { env, encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /setting PORT:/);
  assert.match(stderr, /setting BRP_URL:/);
});
