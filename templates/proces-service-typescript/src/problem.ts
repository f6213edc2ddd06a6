// Every error of this API: `application/problem+json` (RFC 9457). Texts never repeat what the caller sent.

import { randomUUID } from 'node:crypto';

// Status: title, and the detail when there is no better one.
const TEXTS: Record<number, [title: string, detail: string]> = {
  400: ['De vraag is niet juist.', 'De vraag kan niet worden gelezen.'],
  401: ['Niet aangemeld.', 'Stuur de afgesproken header Authorization mee.'],
  404: ['Niet gevonden.', 'Dit adres bestaat niet in deze API.'],
  405: ['Methode niet toegestaan.', 'Deze methode kan hier niet; zie de header Allow.'],
  406: ['Gevraagd antwoordformaat wordt niet ondersteund.', 'Deze API antwoordt met application/json.'],
  408: ['De vraag kwam niet op tijd.', 'De vraag kwam niet op tijd binnen.'],
  413: ['De vraag is te groot.', 'De vraag is te groot.'],
  414: ['Het adres is te lang.', 'Het adres van de vraag is te lang.'],
  415: ['Formaat van de vraag wordt niet ondersteund.', 'Stuur de vraag als application/json.'],
  431: ['De headers zijn te groot.', 'De headers van de vraag zijn te groot of te veel.'],
  500: ['Interne fout.', 'Er ging iets mis; probeer het later opnieuw.'],
  502: ['Een bron geeft geen bruikbaar antwoord.', 'Een bron gaf een onverwacht antwoord.'],
  503: ['Tijdelijk niet beschikbaar.', 'Een bron is niet bereikbaar; probeer het later opnieuw.'],
};

/** One member or parameter that is not right. */
export interface InvalidParam {
  name: string;
  code: string;
  reason: string;
}

/** An error as the caller will see it. */
export class Problem extends Error {
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    readonly status: number,
    detail?: string,
    invalidParams?: InvalidParam[],
  ) {
    super(String(status));
    const fallback = status < 500 ? 400 : 500;
    const [title, usual] = TEXTS[status] ?? TEXTS[fallback] ?? ['', ''];
    this.body = {
      type: 'about:blank',
      title,
      status,
      detail: detail ?? usual,
      // Identifies this occurrence; deliberately not the request's path.
      instance: `urn:uuid:${randomUUID()}`,
      ...(invalidParams ? { invalidParams } : undefined),
    };
  }
}
