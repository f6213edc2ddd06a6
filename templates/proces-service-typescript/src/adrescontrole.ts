// The process: what is decided about an address, and what is kept of it. Pure: no HTTP, no clock.

import type { Verblijfsobject } from './bronnen.js';

/** What comes of a check. */
export type Uitkomst = 'geenActie' | 'onderzoeken' | 'adresVervallen';

/** Why. */
export type Reden =
  | 'bewoningPast'
  | 'niemandIngeschreven'
  | 'teWeinigRuimte'
  | 'geenWoonfunctie'
  | 'adresNietInBag';

/** A check as it is kept: references and an outcome, and no copy of what the sources hold. */
export interface Adrescontrole {
  id: string;
  /** Reference to the address in the BAG. */
  nummeraanduidingIdentificatie: string;
  aanleiding: 'notificatie' | 'handmatig';
  uitkomst: Uitkomst;
  reden: Reden;
  /** UTC. */
  gecontroleerdOp: string;
  /** The case that was opened for it, when the case APIs are on. */
  zaak?: string;
}

/** Whether `text` is the identification of a nummeraanduiding: 16 digits with object type 20. */
export function isNummeraanduiding(text: string): boolean {
  return /^[0-9]{4}20[0-9]{10}$/.test(text);
}

/** Decides with what the sources say now. */
export function beoordeel(
  object: Verblijfsobject | undefined,
  bewoners: number | 'teVeel',
  minimumOppervlakte: number,
): { uitkomst: Uitkomst; reden: Reden } {
  if (object === undefined) return { uitkomst: 'adresVervallen', reden: 'adresNietInBag' };
  if (bewoners === 0) return { uitkomst: 'geenActie', reden: 'niemandIngeschreven' };
  if (object.gebruiksdoelen.length > 0 && !object.gebruiksdoelen.includes('woonfunctie')) {
    return { uitkomst: 'onderzoeken', reden: 'geenWoonfunctie' };
  }
  if (bewoners === 'teVeel') return { uitkomst: 'onderzoeken', reden: 'teWeinigRuimte' };
  // A house boat or a caravan has no area in the BAG.
  if (object.oppervlakte !== undefined && object.oppervlakte < bewoners * minimumOppervlakte) {
    return { uitkomst: 'onderzoeken', reden: 'teWeinigRuimte' };
  }
  return { uitkomst: 'geenActie', reden: 'bewoningPast' };
}
