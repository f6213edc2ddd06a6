// Notifications: what comes in, and how we subscribe (Notificaties API 1.0, ZGW manner). A notification holds
// references only; what happened is asked at the source.

import { isNummeraanduiding } from './adrescontrole.js';
import { log } from './log.js';
import type { Settings } from './settings.js';
import { ask, authorization, member, SourceError } from './source.js';

/** A notification as it comes in. */
export interface Notificatie {
  kanaal: string;
  hoofdObject: string;
  resource: string;
  resourceUrl: string;
  actie: string;
  aanmaakdatum: string;
  kenmerken?: Record<string, string>;
}

/** The address it is about: the last part of its reference. Undefined when it is about something else. */
export function nummeraanduidingVan(notificatie: Notificatie): string | undefined {
  const id = new URL(notificatie.hoofdObject).pathname.split('/').at(-1) ?? '';
  return isNummeraanduiding(id) ? id : undefined;
}

/** What makes two deliveries the same notification. */
export function sleutelVan({ hoofdObject, actie, aanmaakdatum }: Notificatie): string {
  return [hoofdObject, actie, new Date(aanmaakdatum).toISOString()].join(' ');
}

/**
 * Sees to it that there is one subscription of ours; gives its address. Nothing happens, and nothing is given, while
 * there is no notification component in the settings.
 */
export async function abonneer(settings: Settings, now: Date): Promise<string | undefined> {
  const { notificaties, callback } = settings;
  if (notificaties === undefined) return undefined;
  const headers = { Authorization: authorization(notificaties, now) };
  const name = 'Notificaties';
  const listed = await ask(name, notificaties, 'GET', '/abonnement', { headers });
  if (listed.status !== 200 || !Array.isArray(listed.body)) {
    throw new SourceError(name, `answered with status ${listed.status}`);
  }
  const wanted = { naam: notificaties.kanaal, filters: {} };
  const ours = listed.body.find((abonnement: unknown) => {
    const kanalen = member(abonnement, 'kanalen');
    return (
      member(abonnement, 'callbackUrl') === callback.url &&
      Array.isArray(kanalen) &&
      kanalen.some((kanaal: unknown) => member(kanaal, 'naam') === wanted.naam)
    );
  });
  if (ours !== undefined) return String(member(ours, 'url'));
  const body = { callbackUrl: callback.url, auth: `Bearer ${callback.token}`, kanalen: [wanted] };
  const made = await ask(name, notificaties, 'POST', '/abonnement', { headers, body });
  const url = member(made.body, 'url');
  if (made.status !== 201 || typeof url !== 'string') {
    throw new SourceError(name, `answered with status ${made.status}`);
  }
  return url;
}

/** Subscribes, and tries again until it succeeds or `signal` says to stop. */
export async function blijfAbonneren(settings: Settings, signal: AbortSignal): Promise<void> {
  for (let wait = 1; !signal.aborted; wait = Math.min(wait * 2, 60)) {
    try {
      const url = await abonneer(settings, new Date());
      if (url !== undefined) log('subscribed');
      return;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      log('not subscribed yet', { cause: error.message, retryInSeconds: wait });
    }
    await pause(wait * 1000, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
