// Settings come from the environment only, and are checked all at once at start-up.

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
    if (value && !/^https?:\/\//.test(value)) faults[name] = 'must start with http:// or https://';
    return value.replace(/\/+$/, '');
  };
  const host = text('HOST', '127.0.0.1');
  if (!isIP(host)) faults.HOST = 'not an IP address; use 127.0.0.1, or 0.0.0.0 in a container';
  const port = text('PORT', '{{port}}');
  if (!/^[0-9]{1,5}$/.test(port) || Number(port) > 65535) {
    faults.PORT = 'not a port; use a number from 0 to 65535';
  }
  const brpUrl = url('BRP_URL', 'http://127.0.0.1:8990/haalcentraal/api/brp');
  const fscOutwayUrl = url('FSC_OUTWAY_URL');
  const fscGrantHashBrp = text('FSC_GRANT_HASH_BRP');
  if (fscOutwayUrl && !fscGrantHashBrp) {
    faults.FSC_GRANT_HASH_BRP = 'needed because FSC_OUTWAY_URL is set';
  }
  if (Object.keys(faults).length > 0) throw new SettingsError(faults);
  return { host, port: Number(port), brpUrl, fscOutwayUrl, fscGrantHashBrp };
}
