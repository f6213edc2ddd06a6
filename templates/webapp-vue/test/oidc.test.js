// Signing in with OpenID Connect, at an identity provider that is played.

import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import test from 'node:test';

import { cookiesOf, start, stub } from '../support/component.js';

const CODE = 'een-code';

/** A provider that lets everybody in as `claims`; gives the settings for it. */
async function provider(t, claims, seen = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let issuer = '';
  issuer = await stub(t, ({ url }, body) => {
    if (url === '/.well-known/openid-configuration') {
      return {
        body: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        },
      };
    }
    if (url === '/jwks') {
      return { body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] } };
    }
    const form = new URLSearchParams(body);
    const challenge = createHash('sha256').update(form.get('code_verifier')).digest('base64url');
    if (form.get('code') !== CODE || challenge !== seen.challenge) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const now = Math.floor(Date.now() / 1000);
    const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const all = { iss: issuer, sub: 'x', aud: 'webapp', iat: now, exp: now + 60, nonce: seen.nonce, ...claims };
    const content = `${encode({ alg: 'RS256', kid: '1' })}.${encode(all)}`;
    const idToken = `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
    return { body: { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: idToken } };
  });
  return { LOGIN: 'oidc', OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'webapp', OIDC_CLIENT_SECRET: 'geheim' };
}

/** Goes to the provider and comes back; gives the answer to that. */
async function signIn(component, seen, change = (query) => query) {
  const away = await component.ask('GET', '/aanmelden');
  assert.equal(away.status, 302, away.text);
  const { searchParams } = new URL(away.headers.location);
  seen.challenge = searchParams.get('code_challenge');
  seen.nonce = searchParams.get('nonce');
  const query = change({ code: CODE, state: searchParams.get('state') });
  return component.ask('GET', `/aanmelden/terug?${new URLSearchParams(query)}`, undefined, cookiesOf(away));
}

test('who comes back from the provider is signed in', async (t) => {
  const seen = {};
  const component = await start(t, await provider(t, { bsn: '999990019' }, seen));
  assert.deepEqual((await component.ask('GET', '/v1/sessie')).json(), { wijze: 'oidc', aangemeld: false });
  const back = await signIn(component, seen);
  assert.deepEqual([back.status, back.headers.location], [302, '/']);
  const cookie = cookiesOf(back);
  assert.equal((await component.ask('GET', '/v1/sessie', undefined, cookie)).json().aangemeld, true);
  assert.ok(!JSON.stringify(back.headers).includes('999990019'));
});

test('an answer that was not asked for, or not for us, signs nobody in', async (t) => {
  const seen = {};
  const component = await start(t, await provider(t, { bsn: '999990019' }, seen));
  const wrong = [
    (query) => ({ ...query, state: 'ander' }),
    (query) => ({ ...query, code: 'ander' }),
    ({ state }) => ({ error: 'access_denied', state }),
  ];
  for (const change of wrong) {
    const answer = await signIn(component, seen, change);
    assert.equal(answer.status, 401, answer.text);
    assert.equal(answer.headers['set-cookie'], undefined);
  }
  assert.equal((await component.ask('GET', `/aanmelden/terug?code=${CODE}`)).status, 401);
  for (const claims of [
    { aud: 'ander', bsn: '999990019' },
    { nonce: 'ander', bsn: '999990019' },
    { bsn: '999990018' },
    {},
  ]) {
    const other = await start(t, await provider(t, claims, seen));
    assert.equal((await signIn(other, seen)).status, 401, JSON.stringify(claims));
  }
});

test('with a provider nobody can go on as a persona', async (t) => {
  const component = await start(t, await provider(t, {}));
  assert.equal((await component.ask('GET', '/v1/personas')).status, 404);
  assert.equal((await component.kies('sanne-de-wit')).status, 404);
});

test('a provider that is away is a 503', async (t) => {
  const settings = { ...(await provider(t, {})), OIDC_ISSUER: 'http://127.0.0.1:9' };
  assert.equal((await (await start(t, settings)).ask('GET', '/aanmelden')).status, 503);
});
