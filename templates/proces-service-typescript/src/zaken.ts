// The case APIs (ZGW Zaken): off while ZAKEN_URL is empty. A case holds a reference to the address, no person.

import type { Adrescontrole } from './adrescontrole.js';
import type { Settings } from './settings.js';
import { ask, authorization, member, SourceError } from './source.js';

/** Opens a case for an address that has to be looked at; gives its address, or undefined while this is off. */
export async function openZaak(
  settings: Settings,
  controle: Adrescontrole,
  now: Date,
): Promise<string | undefined> {
  const { zaken } = settings;
  if (zaken === undefined) return undefined;
  const crs = { 'Accept-Crs': 'EPSG:4326', 'Content-Crs': 'EPSG:4326' };
  const { status, body } = await ask('Zaken', zaken, 'POST', '/zaken', {
    headers: { Authorization: authorization(zaken, now), ...crs },
    body: {
      bronorganisatie: zaken.rsin,
      verantwoordelijkeOrganisatie: zaken.rsin,
      zaaktype: zaken.zaaktype,
      startdatum: controle.gecontroleerdOp.slice(0, 10),
      omschrijving: 'Adresonderzoek',
      toelichting: `nummeraanduiding ${controle.nummeraanduidingIdentificatie}: ${controle.reden}`,
    },
  });
  const url = member(body, 'url');
  if (status !== 201 || typeof url !== 'string') {
    throw new SourceError('Zaken', `answered with status ${status}`);
  }
  return url;
}
