// The page in a real browser: what a resident sees, and what axe finds. Needs Chromium (CHROMIUM says where it is) and
// the simulator. Without a browser this is skipped; with `CI` set it fails.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';

import { chromium } from 'playwright-core';

import { countedOn, findSimulator, start } from '../support/component.js';

const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const SIZES = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
];

async function open(t, size) {
  const executablePath = BROWSERS.find((path) => path && existsSync(path));
  if (executablePath === undefined) {
    assert.ok(!countedOn(), 'no Chromium; CHROMIUM says where it is');
    t.skip('no Chromium; CHROMIUM says where it is');
    return undefined;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  t.after(() => browser.close());
  // axe is put in the page by the test, which the page's own policy would not allow.
  const context = await browser.newContext({ viewport: size, locale: 'nl-NL', bypassCSP: true });
  return context.newPage();
}

/** What axe finds, at the level of WCAG 2.2 AA and good practice. */
async function findings(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

for (const size of SIZES) {
  test(`a resident picks a persona and sees own data, at ${size.width} pixels`, async (t) => {
    const environment = await findSimulator(t);
    if (!environment) return;
    const page = await open(t, size);
    if (!page) return;
    const { url } = await start(t, environment);
    const elsewhere = [];
    const complaints = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));

    await page.goto(url);
    await page.getByText('Simulatie').waitFor();
    const choice = page.getByLabel('Persoon');
    await choice.locator('option').nth(5).waitFor({ state: 'attached' });
    assert.deepEqual(await findings(page), []);

    // By keyboard alone: without a choice there is a message, with one there are data.
    await page.getByRole('button', { name: 'Verder' }).press('Enter');
    await page.getByRole('alert').getByText('Kies eerst een persoon').waitFor();
    assert.deepEqual(await findings(page), []);
    await choice.selectOption('sanne-de-wit');
    await page.getByText('Verhuist met man').waitFor();
    await page.getByRole('button', { name: 'Verder' }).press('Enter');
    await page.getByRole('heading', { name: 'Uw gegevens' }).waitFor();
    await page.getByText('Sanne Elisabeth de Wit').waitFor();
    assert.deepEqual(await findings(page), []);
    const focus = await page.evaluate(() => document.activeElement.tagName);
    assert.equal(focus, 'H1');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= size.width, `the page is ${wide} pixels wide`);
    if (process.env.SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/gegevens-${size.width}.png`, fullPage: true });
    }
    await page.getByRole('button', { name: 'Afmelden' }).click();
    await page.getByLabel('Persoon').waitFor();
    if (process.env.SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/persona-${size.width}.png`, fullPage: true });
    }
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(complaints, []);
  });
}

test('the page works under its own policy', async (t) => {
  const environment = await findSimulator(t);
  if (!environment) return;
  const page = await open(t, SIZES[0]);
  if (!page) return;
  const { url } = await start(t, environment);
  const strict = await page.context().browser().newContext();
  const own = await strict.newPage();
  const complaints = [];
  own.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await own.goto(url);
  await own.getByLabel('Persoon').waitFor();
  assert.deepEqual(complaints, []);
});
