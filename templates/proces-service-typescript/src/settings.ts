// Settings come from the environment only, and are checked all at once at start-up.

import { isIP } from 'node:net';

/** Another API that this component asks. */
export interface Source {
  /** Base address, without a slash at the end. */
  url: string;
  /** Opens the service behind an FSC outway; undefined when it is asked directly. */
  grantHash: string | undefined;
}

/** A source for which we sign in with a token (ZGW manner). */
export interface SignedSource extends Source {
  clientId: string;
  secret: string;
}

/** What the component needs to know to run. See the table in the README. */
export interface Settings {
  host: string;
  port: number;
  brp: Source;
  bag: Source & { apiKey: string };
  /** Undefined: nothing is subscribed to. */
  notificaties: (SignedSource & { kanaal: string }) | undefined;
  /** Where a notification component finds us, and the token it has to show. */
  callback: { url: string; token: string };
  /** Undefined: no case is opened. */
  zaken: (SignedSource & { zaaktype: string; rsin: string }) | undefined;
  /** Square metres that somebody needs; less is a reason to look. */
  minimumOppervlakte: number;
}

/** Settings that cannot be used, as name and reason. The values are not repeated: they may be secrets. */
export class SettingsError extends Error {
  constructor(readonly faults: Map<string, string>) {
    super([...faults].map(([name, reason]) => `setting ${name}: ${reason}`).join('; '));
  }
}

/** Reads all settings; an empty value counts as absent. All faults are reported together. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const faults = new Map<string, string>();
  const text = (name: string, usual = ''): string => environment[name]?.trim() || usual;
  const url = (name: string, usual = ''): string => {
    const value = text(name, usual);
    if (!/^https?:\/\/[^/]/.test(value)) faults.set(name, 'must start with http:// or https://');
    return value.replace(/\/+$/, '');
  };
  const needed = (name: string, because: string): string => {
    const value = text(name);
    if (!value) faults.set(name, `needed because ${because} is set`);
    return value;
  };
  const number = (name: string, usual: string, high: number): number => {
    const value = text(name, usual);
    if (!/^[0-9]{1,5}$/.test(value) || Number(value) > high) {
      faults.set(name, `use a number from 0 to ${high}`);
    }
    return Number(value);
  };
  const outway = text('FSC_OUTWAY_URL') ? url('FSC_OUTWAY_URL') : undefined;
  const source = (name: string, usual = ''): Source => {
    const direct = url(`${name}_URL`, usual);
    if (outway === undefined || faults.has(`${name}_URL`)) return { url: direct, grantHash: undefined };
    // Behind an outway only the path of the source's own address is kept.
    const path = new URL(direct).pathname.replace(/\/+$/, '');
    const grantHash = needed(`FSC_GRANT_HASH_${name}`, 'FSC_OUTWAY_URL');
    return { url: `${outway}${path}`, grantHash };
  };
  const signed = (name: string): SignedSource => ({
    ...source(name),
    clientId: needed(`${name}_CLIENT_ID`, `${name}_URL`),
    secret: needed(`${name}_SECRET`, `${name}_URL`),
  });

  const host = text('HOST', '127.0.0.1');
  if (!isIP(host)) faults.set('HOST', 'not an IP address; use 127.0.0.1, or 0.0.0.0 in a container');
  const port = number('PORT', '{{port}}', 65535);
  const settings: Settings = {
    host,
    port,
    brp: source('BRP', 'http://127.0.0.1:8990/haalcentraal/api/brp'),
    bag: {
      ...source('BAG', 'http://127.0.0.1:8990/lvbag/individuelebevragingen/v2'),
      apiKey: text('BAG_API_KEY', 'fieldlab'),
    },
    notificaties: text('NOTIFICATIES_URL')
      ? { ...signed('NOTIFICATIES'), kanaal: text('NOTIFICATIES_KANAAL', 'adressen') }
      : undefined,
    callback: {
      url: url('CALLBACK_URL', `http://127.0.0.1:${port}/v1/notificaties`),
      token: text('CALLBACK_TOKEN', 'fieldlab'),
    },
    zaken: text('ZAKEN_URL')
      ? {
          ...signed('ZAKEN'),
          zaaktype: needed('ZAKEN_ZAAKTYPE_URL', 'ZAKEN_URL'),
          rsin: needed('ZAKEN_RSIN', 'ZAKEN_URL'),
        }
      : undefined,
    minimumOppervlakte: number('MINIMUM_OPPERVLAKTE', '12', 1000),
  };
  if (faults.size > 0) throw new SettingsError(faults);
  return settings;
}
