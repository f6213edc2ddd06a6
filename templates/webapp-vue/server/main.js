// Reads the settings, listens, and stops neatly on SIGTERM. `--health` asks a running instance how it is, for the
// container's health check.

import { log } from './log.js';
import { makeComponent } from './server.js';
import { readSettings, SettingsError } from './settings.js';

async function health(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? 0 : 1;
  } catch {
    return 1;
  }
}

function serve(settings) {
  const { server, stop } = makeComponent(settings);
  server.on('error', (error) => {
    process.stderr.write(`cannot listen on ${settings.host}:${settings.port}: ${error.code}\n`);
    process.exitCode = 1;
  });
  server.listen(settings.port, settings.host, () => {
    log('listening', { host: settings.host, port: server.address().port });
  });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      log('stopping: running calls are finished first');
      stop();
    });
  }
}

try {
  const settings = readSettings();
  if (process.argv[2] === '--health') process.exitCode = await health(settings.port);
  else serve(settings);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  for (const [name, reason] of Object.entries(error.faults)) {
    process.stderr.write(`setting ${name}: ${reason}\n`);
  }
  process.exitCode = 2;
}
