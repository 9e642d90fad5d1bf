// Why the service could not start, in words an operator can act on.
import { AppConfig, ConfigError } from '../config/app-config.js';
import { isDatabaseAway } from '../database/database-fault.js';

/** One line per fault; none shows a secret. */
export function explainFailure(fault: unknown, config: AppConfig | undefined): string[] {
  if (fault instanceof ConfigError) return fault.faults.flatMap((line) => line.split('\n'));
  const { code, syscall, message } = fault as { code?: string; syscall?: string; message?: string };
  if (code === 'EADDRINUSE') {
    return [`PORT ${config?.http.port} is in use by another program; stop it or set PORT to a free one`];
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return [`PORT ${config?.http.port} may not be used by this user; set PORT above 1023`];
  }
  if (config?.database.url !== undefined && (isDatabaseAway(fault) || /^(28|3D)/.test(code ?? ''))) {
    return [`DATABASE_URL: the database cannot be used: ${oneLine(message)}`];
  }
  return [oneLine(message)];
}

function oneLine(message: string | undefined): string {
  return (message ?? 'the service could not start').replace(/\s+/g, ' ').trim();
}
