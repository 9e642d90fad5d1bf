// Holds the embedded PostgreSQL of the folder named until SIGTERM.
import { startEmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres.js';

const notes: string[] = [];
try {
  const server = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    log: (line) => notes.push(line),
  });
  process.stdout.write(`${JSON.stringify({ url: server.url, ownsServer: server.ownsServer, notes })}\n`);
  const staysAlive = setInterval(() => {}, 1_000);
  process.once('SIGTERM', () => {
    clearInterval(staysAlive);
    void server.stop();
  });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
