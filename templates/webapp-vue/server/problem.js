// Every error of this API: `application/problem+json` (RFC 9457). Texts never repeat what the caller sent: it may be a
// burgerservicenummer.

import { randomUUID } from 'node:crypto';

// Status: title, and the detail when there is no better one.
const TEXTS = {
  400: ['De vraag is niet juist.', 'De vraag kan niet worden gelezen.'],
  401: ['Niet aangemeld.', 'Meld u eerst aan.'],
  404: ['Niet gevonden.', 'Dit adres bestaat niet.'],
  405: ['Methode niet toegestaan.', 'Deze methode kan hier niet; zie de header Allow.'],
  406: ['Gevraagd antwoordformaat wordt niet ondersteund.', 'Deze API antwoordt met application/json.'],
  408: ['De vraag kwam niet op tijd.', 'De vraag kwam niet op tijd binnen.'],
  413: ['De vraag is te groot.', 'De vraag is te groot.'],
  415: ['Formaat van de vraag wordt niet ondersteund.', 'Stuur de vraag als application/json.'],
  431: ['De headers zijn te groot.', 'De headers van de vraag zijn te groot of te veel.'],
  500: ['Interne fout.', 'Er ging iets mis; probeer het later opnieuw.'],
  502: ['Een bron geeft geen bruikbaar antwoord.', 'Een bron gaf een onverwacht antwoord.'],
  503: ['Tijdelijk niet beschikbaar.', 'Een bron is niet bereikbaar; probeer het later opnieuw.'],
};

/** An error as the caller will see it. */
export class Problem extends Error {
  constructor(status, { detail, faults, headers } = {}) {
    super(String(status));
    const [title, usual] = TEXTS[status];
    this.status = status;
    this.headers = headers ?? {};
    this.body = {
      type: 'about:blank',
      title,
      status,
      detail: detail ?? usual,
      // Identifies this occurrence; deliberately not the request's path.
      instance: `urn:uuid:${randomUUID()}`,
      ...(faults ? { invalidParams: faults } : undefined),
    };
  }
}
