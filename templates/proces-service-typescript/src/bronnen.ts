// Questions to the base registers. BRP by POST, so no personal data in a URL. Answers are used for one decision and
// then dropped.

import type { Settings } from './settings.js';
import { ask, member, SourceError } from './source.js';

/** What the BAG says of an address, and no more than the decision needs. */
export interface Verblijfsobject {
  /** Square metres; undefined for a house boat or a caravan. */
  oppervlakte: number | undefined;
  gebruiksdoelen: string[];
}

/** BRP and BAG. */
export class Bronnen {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** What is at this address now; undefined when the BAG does not know the address. */
  async verblijfsobject(nummeraanduiding: string): Promise<Verblijfsobject | undefined> {
    const adres = await this.#bag(`/adressen/${nummeraanduiding}`);
    if (adres === undefined) return undefined;
    const id = member(adres, 'adresseerbaarObjectIdentificatie');
    if (typeof id !== 'string') throw new SourceError('BAG', 'the answer cannot be read');
    const found = await this.#bag(`/adresseerbareobjecten/${id}`);
    if (found === undefined) return undefined;
    const object = member(member(found, 'verblijfsobject'), 'verblijfsobject');
    const oppervlakte = member(object, 'oppervlakte');
    const gebruiksdoelen = member(object, 'gebruiksdoelen');
    return {
      oppervlakte: typeof oppervlakte === 'number' ? oppervlakte : undefined,
      gebruiksdoelen: Array.isArray(gebruiksdoelen) ? gebruiksdoelen.map(String) : [],
    };
  }

  async #bag(path: string): Promise<unknown> {
    const { bag } = this.#settings;
    const headers = { Accept: 'application/hal+json', 'X-Api-Key': bag.apiKey, 'Accept-Crs': 'epsg:28992' };
    const { status, body } = await ask('BAG', bag, 'GET', path, { headers });
    if (status === 404) return undefined;
    if (status !== 200) throw new SourceError('BAG', `answered with status ${status}`);
    return body;
  }

  /** How many people are registered at this address; 'teVeel' when the BRP will not give so many. */
  async aantalBewoners(nummeraanduiding: string): Promise<number | 'teVeel'> {
    const question = {
      type: 'ZoekMetNummeraanduidingIdentificatie',
      nummeraanduidingIdentificatie: nummeraanduiding,
      // Only the number counts, so we ask for as little as the BRP allows.
      fields: ['leeftijd'],
    };
    const { status, body } = await ask('BRP', this.#settings.brp, 'POST', '/personen', { body: question });
    if (status === 400 && member(body, 'code') === 'tooManyResults') return 'teVeel';
    if (status !== 200) throw new SourceError('BRP', `answered with status ${status}`);
    const personen = member(body, 'personen');
    if (!Array.isArray(personen)) throw new SourceError('BRP', 'the answer cannot be read');
    return personen.length;
  }
}
