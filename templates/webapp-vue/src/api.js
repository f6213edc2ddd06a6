// Calls to our own server, and nobody else.

/** What went wrong, in words for the person at the screen. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(`/v1${path}`, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      ...(body ? { body: JSON.stringify(body) } : undefined),
    });
  } catch {
    throw new ApiError(0, 'We kunnen de server niet bereiken. Probeer het later opnieuw.');
  }
  if (answer.status === 204) return undefined;
  const content = await answer.json();
  if (!answer.ok) throw new ApiError(answer.status, content.detail);
  return content;
}

export const sessie = () => call('GET', '/sessie');
export const kiesPersona = (persona) => call('PUT', '/sessie', { persona });
export const stop = () => call('DELETE', '/sessie');
export const personas = () => call('GET', '/personas');
export const mijnGegevens = () => call('GET', '/mijn-gegevens');
