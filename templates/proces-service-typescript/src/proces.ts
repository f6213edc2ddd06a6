// The process from beginning to end. What is under way is kept nowhere: when a source cannot be reached the caller
// hears so and delivers again. What has been decided is kept in memory: replace `#controles` by a database when the
// component leaves the fieldlab.

import { randomUUID } from 'node:crypto';

import { type Adrescontrole, beoordeel, type Uitkomst } from './adrescontrole.js';
import { Bronnen } from './bronnen.js';
import type { Settings } from './settings.js';
import { openZaak } from './zaken.js';

/** Runs checks and remembers their outcome. */
export class Proces {
  readonly #settings: Settings;
  readonly #bronnen: Bronnen;
  readonly #controles = new Map<string, Adrescontrole>();
  // A notification may be delivered twice, also at the same time.
  readonly #gezien = new Map<string, Promise<Adrescontrole>>();

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#bronnen = new Bronnen(settings);
  }

  /** Checks an address once for each key; a check that failed may be tried again. */
  async controleerEens(sleutel: string, nummeraanduiding: string): Promise<Adrescontrole> {
    const gezien = this.#gezien.get(sleutel);
    if (gezien) return gezien;
    const controle = this.controleer(nummeraanduiding, 'notificatie');
    this.#gezien.set(sleutel, controle);
    // Who delivers twice does so soon; the oldest can be forgotten.
    const [oldest] = this.#gezien.keys();
    if (this.#gezien.size > 10_000 && oldest !== undefined) this.#gezien.delete(oldest);
    try {
      return await controle;
    } catch (error) {
      this.#gezien.delete(sleutel);
      throw error;
    }
  }

  /** Checks an address. */
  async controleer(nummeraanduiding: string, aanleiding: Adrescontrole['aanleiding']): Promise<Adrescontrole> {
    const [object, bewoners] = await Promise.all([
      this.#bronnen.verblijfsobject(nummeraanduiding),
      this.#bronnen.aantalBewoners(nummeraanduiding),
    ]);
    const now = new Date();
    const controle: Adrescontrole = {
      id: randomUUID(),
      nummeraanduidingIdentificatie: nummeraanduiding,
      aanleiding,
      ...beoordeel(object, bewoners, this.#settings.minimumOppervlakte),
      gecontroleerdOp: now.toISOString(),
    };
    if (controle.uitkomst === 'onderzoeken') {
      const zaak = await openZaak(this.#settings, controle, now);
      if (zaak !== undefined) controle.zaak = zaak;
    }
    this.#controles.set(controle.id, controle);
    return controle;
  }

  /** One check. */
  get(id: string): Adrescontrole | undefined {
    return this.#controles.get(id);
  }

  /** A page of checks in order of arrival (counted from 1), and how many there are in all. */
  list(uitkomst: Uitkomst | undefined, page: number, pageSize: number): [Adrescontrole[], number] {
    const found = [...this.#controles.values()].filter(
      (controle) => uitkomst === undefined || controle.uitkomst === uitkomst,
    );
    const start = (page - 1) * pageSize;
    return [found.slice(start, start + pageSize), found.length];
  }
}
