// Signing in with OpenID Connect: the authorization code flow with PKCE. Off while LOGIN is `persona`.

import * as client from 'openid-client';

import { SourceError } from './bronnen.js';
import { elfproef } from './elfproef.js';
import { Cookies } from './sessie.js';

/** The sign-in of somebody at an identity provider. */
export class Oidc {
  #settings;
  #cookies;
  #discovered;

  constructor(settings) {
    this.#settings = settings;
    this.#cookies = new Cookies(settings, 'aanmelden');
  }

  get #redirect() {
    return `${this.#settings.publicUrl}/aanmelden/terug`;
  }

  /** What the provider says of itself; asked once, and again after it failed. */
  #provider() {
    const { issuer, clientId, clientSecret } = this.#settings.oidc;
    // Without TLS on a laptop only.
    const execute = issuer.startsWith('http://') ? [client.allowInsecureRequests] : [];
    this.#discovered ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
      .catch((error) => {
        this.#discovered = undefined;
        throw new SourceError(`the identity provider gave no usable answer: ${error.code ?? error.name}`, true);
      });
    return this.#discovered;
  }

  /** Sends somebody to the provider; gives the address and the cookie that remembers what was asked. */
  async begin() {
    const provider = await this.#provider();
    const verifier = client.randomPKCECodeVerifier();
    const asked = { verifier, state: client.randomState(), nonce: client.randomNonce() };
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: this.#redirect,
      scope: this.#settings.oidc.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: asked.state,
      nonce: asked.nonce,
    });
    // Lax: the provider sends the browser back to us.
    return { url: url.href, cookie: this.#cookies.set(asked, 'Lax') };
  }

  /** Who came back; undefined when this is no answer to what was asked. */
  async finish(request) {
    const asked = this.#cookies.read(request);
    if (asked === undefined) return undefined;
    const provider = await this.#provider();
    let claims;
    try {
      const tokens = await client.authorizationCodeGrant(provider, new URL(request.url, this.#redirect), {
        pkceCodeVerifier: asked.verifier,
        expectedState: asked.state,
        expectedNonce: asked.nonce,
        idTokenExpected: true,
      });
      claims = tokens.claims();
    } catch {
      return undefined;
    }
    const number = claims?.[this.#settings.oidc.claim];
    return typeof number === 'string' && elfproef(number) ? number : undefined;
  }

  /** Takes the cookie of `begin` away. */
  clear() {
    return this.#cookies.clear();
  }
}
