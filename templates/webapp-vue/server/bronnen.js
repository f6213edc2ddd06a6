// Questions to other APIs: BRP Personen v2, by POST so that no personal data is in a URL, and the simulator's cast.

const TIMEOUT = 10_000;

/** A source gave no usable answer. Holds no URL and no body. */
export class SourceError extends Error {
  constructor(reason, temporary) {
    super(reason);
    // Whether trying again later may help.
    this.temporary = temporary;
  }
}

async function ask(name, url, init) {
  let answer;
  let body;
  try {
    // What we ask must arrive where we asked it.
    answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    body = await answer.text();
  } catch (error) {
    throw new SourceError(`${name} cannot be reached: ${error.cause?.code ?? error.name}`, true);
  }
  if (answer.status !== 200) throw new SourceError(`${name} answered with status ${answer.status}`, false);
  try {
    return JSON.parse(body);
  } catch {
    throw new SourceError(`the answer of ${name} cannot be read`, false);
  }
}

/** Where the BRP is asked, and with which headers. */
export function brpOf(settings) {
  const headers = { 'Content-Type': 'application/json' };
  let base = settings.brpUrl;
  if (settings.fscOutwayUrl) {
    // Behind an outway only the path of the BRP's own address is kept; the header finds the service.
    base = settings.fscOutwayUrl + new URL(base).pathname;
    headers['Fsc-Grant-Hash'] = settings.fscGrantHashBrp;
  }
  return { url: `${base}/personen`, headers };
}

/** What the BRP says of somebody now, as the page shows it; undefined when it knows nobody with this number. */
export async function gegevensVan(settings, burgerservicenummer) {
  const { url, headers } = brpOf(settings);
  const question = {
    type: 'RaadpleegMetBurgerservicenummer',
    burgerservicenummer: [burgerservicenummer],
    fields: ['naam.volledigeNaam', 'leeftijd', 'adressering'],
  };
  const { personen } = await ask('the BRP', url, { method: 'POST', headers, body: JSON.stringify(question) });
  if (!Array.isArray(personen)) throw new SourceError('the answer of the BRP cannot be read', false);
  const [persoon] = personen;
  if (persoon === undefined) return undefined;
  const { naam, leeftijd, adressering } = persoon;
  return {
    naam: naam?.volledigeNaam,
    leeftijd,
    adresregel1: adressering?.adresregel1,
    adresregel2: adressering?.adresregel2,
  };
}

/** The simulator's invented people, each with a burgerservicenummer. */
export async function cast(settings) {
  // A simulator that others can reach asks for a token.
  const headers = settings.labToken ? { Authorization: `Bearer ${settings.labToken}` } : {};
  const personas = await ask('the simulator', `${settings.labUrl}/_lab/personas`, { headers });
  if (!Array.isArray(personas)) throw new SourceError('the answer of the simulator cannot be read', false);
  return personas;
}
