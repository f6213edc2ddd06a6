// One JSON object a line on stdout. No personal data: see docs/privacy.md.

/** Writes a log line. */
export function log(message, fields = undefined) {
  process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), message, ...fields })}\n`);
}
