// The rule of this component: what comes in, and when somebody is old enough. Pure: no HTTP.

const MEMBERS = ['burgerservicenummer', 'minimumleeftijd'];

/** Reads a JSON body; gives the question, and every fault in it. What was sent is not repeated. */
export function readVraag(body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { faults: [fault('body', 'object', 'Moet een JSON-object zijn.')] };
  }
  const faults = [];
  if (Object.keys(body).some((name) => !MEMBERS.includes(name))) {
    faults.push(fault('body', 'unknown', 'Bevat een onbekend gegeven.'));
  }
  const { burgerservicenummer, minimumleeftijd } = body;
  if (burgerservicenummer === undefined || burgerservicenummer === null) {
    faults.push(fault(MEMBERS[0], 'required', 'Is verplicht.'));
  } else if (typeof burgerservicenummer !== 'string') {
    faults.push(fault(MEMBERS[0], 'type', 'Moet tekst zijn.'));
  } else if (!elfproef(burgerservicenummer)) {
    faults.push(fault(MEMBERS[0], 'format', 'Moet negen cijfers zijn die aan de elfproef voldoen.'));
  }
  if (minimumleeftijd === undefined || minimumleeftijd === null) {
    faults.push(fault(MEMBERS[1], 'required', 'Is verplicht.'));
  } else if (!Number.isInteger(minimumleeftijd)) {
    faults.push(fault(MEMBERS[1], 'type', 'Moet een geheel getal zijn.'));
  } else if (minimumleeftijd < 1 || minimumleeftijd > 120) {
    faults.push(fault(MEMBERS[1], 'range', 'Moet een getal van 1 tot en met 120 zijn.'));
  }
  return { vraag: { burgerservicenummer, minimumleeftijd }, faults };
}

/** Whether these are nine digits that pass the eleven-test. */
export function elfproef(text) {
  if (!/^[0-9]{9}$/.test(text) || text === '000000000') return false;
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return weights.reduce((sum, weight, place) => sum + Number(text[place]) * weight, 0) % 11 === 0;
}

/**
 * Decides with the age that the BRP gives now. Unknown, deceased and without a known date of birth get one and the
 * same answer, so that nobody can find out by trying who exists.
 */
export function toets(minimumleeftijd, leeftijd) {
  if (leeftijd === undefined) return 'nietTeBepalen';
  return leeftijd >= minimumleeftijd ? 'voldoet' : 'voldoetNiet';
}

function fault(name, code, reason) {
  return { name, code, reason };
}
