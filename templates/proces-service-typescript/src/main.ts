// Reads the settings, listens, subscribes, and stops neatly on SIGTERM. `--health` asks a running instance how it is,
// for the container's health check.

import { makeApp } from './app.js';
import { log } from './log.js';
import { blijfAbonneren } from './notificaties.js';
import { readSettings, type Settings, SettingsError } from './settings.js';

async function health(port: number): Promise<number> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? 0 : 1;
  } catch {
    return 1;
  }
}

async function serve(settings: Settings): Promise<void> {
  const { server, drain } = makeApp(settings);
  await server.listen({ host: settings.host, port: settings.port });
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  log('listening', { host: settings.host, port });
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log('stopping: running calls are finished first');
      drain();
      stopping.abort();
      setTimeout(() => server.server.closeAllConnections(), 20_000).unref();
      void server.close();
    });
  }
  await blijfAbonneren(settings, stopping.signal);
}

try {
  const settings = readSettings(process.env);
  if (process.argv[2] === '--health') process.exitCode = await health(settings.port);
  else await serve(settings);
} catch (error) {
  if (error instanceof SettingsError) {
    for (const [name, reason] of error.faults) process.stderr.write(`setting ${name}: ${reason}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${error instanceof Error ? error.message : 'stopped'}\n`);
    process.exitCode = 1;
  }
}
