// Telling a database that is away from a fault of ours.

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  '08000',
  '08003',
  '08006', // connection exceptions
]);

const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

interface DriverFault {
  code?: string;
  constraint?: string;
  message?: string;
}

function driverFaultOf(thrown: unknown): DriverFault {
  return ((thrown as { driverError?: unknown } | null)?.driverError ?? thrown ?? {}) as DriverFault;
}

/** The SQLSTATE, or the system's own code where the connection failed. */
export function sqlStateOf(thrown: unknown): string | undefined {
  return driverFaultOf(thrown).code;
}

/** Was it the database's absence, rather than the statement, that failed? */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code, message } = driverFaultOf(thrown);
  return (code !== undefined && awayCodes.has(code)) || awayMessages.test(message ?? '');
}

/** The name of the violated unique index, or null for any other fault. SQLSTATE 23505, unique_violation. */
export function violatedUniqueIndex(thrown: unknown): string | null {
  const { code, constraint } = driverFaultOf(thrown);
  return code === '23505' ? (constraint ?? '') : null;
}
