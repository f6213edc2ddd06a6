// The question to BRP Personen v2: by POST, so no personal data in a URL, and for the age alone.

const TIMEOUT = 10_000;

/** The BRP gave no usable answer. Holds no URL and no body. */
export class SourceError extends Error {
  constructor(reason, temporary) {
    super(reason);
    // Whether trying again later may help.
    this.temporary = temporary;
  }
}

/** The BRP, straight or through an outway. */
export class Brp {
  #headers = { 'Content-Type': 'application/json' };

  constructor(settings) {
    let base = settings.brpUrl;
    if (settings.fscOutwayUrl) {
      // Behind an outway only the path of the BRP's own address is kept; the header finds the service.
      base = settings.fscOutwayUrl + new URL(base).pathname;
      this.#headers['Fsc-Grant-Hash'] = settings.fscGrantHashBrp;
    }
    this.address = `${base}/personen`;
  }

  /** The age of this person; undefined when there is no such person, or no age is known. */
  async leeftijd(burgerservicenummer) {
    const question = {
      type: 'RaadpleegMetBurgerservicenummer',
      burgerservicenummer: [burgerservicenummer],
      fields: ['leeftijd'],
    };
    let answer;
    let body;
    try {
      answer = await fetch(this.address, {
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify(question),
        // What we ask must arrive where we asked it.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      body = await answer.text();
    } catch (error) {
      throw new SourceError(`the BRP cannot be reached: ${error.cause?.code ?? error.name}`, true);
    }
    if (answer.status !== 200) {
      throw new SourceError(`the BRP answered with status ${answer.status}`, false);
    }
    let leeftijd;
    try {
      leeftijd = JSON.parse(body).personen[0]?.leeftijd;
    } catch {
      leeftijd = null;
    }
    // The text that could not be read may be personal data: it is dropped.
    if (leeftijd !== undefined && !Number.isInteger(leeftijd)) {
      throw new SourceError('the answer of the BRP cannot be read', false);
    }
    return leeftijd;
  }
}
