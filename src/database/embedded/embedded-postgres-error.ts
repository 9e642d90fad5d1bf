/** The embedded PostgreSQL cannot run; the message is one line for whoever started the service. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
