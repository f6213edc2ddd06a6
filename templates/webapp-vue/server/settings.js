// Settings come from the environment only, and are checked all at once at start-up.

import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';

/** Settings that cannot be used, as name and reason. The values are not repeated: they may be secrets. */
export class SettingsError extends Error {
  constructor(faults) {
    super(
      Object.entries(faults)
        .map(([name, reason]) => `setting ${name}: ${reason}`)
        .join('; '),
    );
    this.faults = faults;
  }
}

/** Reads all settings; an empty value counts as absent. All faults are reported together. */
export function readSettings(environment = process.env) {
  const faults = {};
  const text = (name, usual = '') => (environment[name] ?? '').trim() || usual;
  const url = (name, usual = '') => {
    const value = text(name, usual);
    if (!/^https?:\/\/[^/]/.test(value)) faults[name] = 'must start with http:// or https://';
    return value.replace(/\/+$/, '');
  };
  const needed = (name, because) => {
    const value = text(name);
    if (!value) faults[name] = `needed because ${because}`;
    return value;
  };
  const host = text('HOST', '127.0.0.1');
  if (!isIP(host)) faults.HOST = 'not an IP address; use 127.0.0.1, or 0.0.0.0 in a container';
  const port = text('PORT', '{{port}}');
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65535) {
    faults.PORT = 'not a port; use a number from 0 to 65535';
  }
  const brpUrl = url('BRP_URL', 'http://127.0.0.1:8990/haalcentraal/api/brp');
  const fscOutwayUrl = text('FSC_OUTWAY_URL') && url('FSC_OUTWAY_URL');
  const fscGrantHashBrp = fscOutwayUrl && needed('FSC_GRANT_HASH_BRP', 'FSC_OUTWAY_URL is set');
  const publicUrl = url('PUBLIC_URL', `http://127.0.0.1:${port}`);
  // For the session cookie. Without one of your own, sessions end when the server does.
  const sessionKey = text('SESSION_KEY') || randomBytes(32).toString('base64');
  if (sessionKey.length < 32) faults.SESSION_KEY = 'must have at least 32 characters';
  const login = text('LOGIN', 'persona');
  if (!['persona', 'oidc'].includes(login)) faults.LOGIN = 'use persona or oidc';
  const labUrl = login === 'persona' ? url('LAB_URL', 'http://127.0.0.1:8990') : '';
  const labToken = text('LAB_TOKEN');
  const oidc = login === 'oidc' && {
    issuer: needed('OIDC_ISSUER', 'LOGIN is oidc') && url('OIDC_ISSUER'),
    clientId: needed('OIDC_CLIENT_ID', 'LOGIN is oidc'),
    clientSecret: needed('OIDC_CLIENT_SECRET', 'LOGIN is oidc'),
    scope: text('OIDC_SCOPE', 'openid'),
    // The claim in which the burgerservicenummer comes.
    claim: text('OIDC_BSN_CLAIM', 'bsn'),
  };
  if (Object.keys(faults).length > 0) throw new SettingsError(faults);
  return {
    host,
    port: Number(port),
    brpUrl,
    fscOutwayUrl,
    fscGrantHashBrp,
    publicUrl,
    sessionKey,
    login,
    labUrl,
    labToken,
    oidc,
  };
}
