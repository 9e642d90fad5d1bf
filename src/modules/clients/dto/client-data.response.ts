/** Everything that is stored about one client, as it stands in the tables. */
export class ClientData {
  client: Record<string, unknown>;
  /** Mailings that name the client in their list. */
  mailings: { id: string; name: string | null }[];
  deliveries: Record<string, unknown>[];
  attempts: Record<string, unknown>[];
  suppressions: Record<string, unknown>[];
}
