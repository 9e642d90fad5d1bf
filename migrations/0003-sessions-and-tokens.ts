import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is logged in where, and the links that are mailed to accounts. Tokens stand here as SHA-256 only. */
export class SessionsAndTokens1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD COLUMN pending_email text, ADD COLUMN avatar jsonb`);

    await runner.query(`
      CREATE TABLE sessions (
        id uuid NOT NULL DEFAULT new_id(),
        user_id uuid NOT NULL,
        session_version int NOT NULL,
        ip text NOT NULL DEFAULT '',
        user_agent text NOT NULL DEFAULT '',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX sessions_user_idx ON sessions (user_id, id)`);
    await runner.query(`CREATE INDEX sessions_expires_idx ON sessions (expires_at)`);

    await runner.query(`
      CREATE TABLE refresh_tokens (
        hash bytea NOT NULL,
        session_id uuid NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash),
        CONSTRAINT refresh_tokens_session_fkey FOREIGN KEY (session_id)
          REFERENCES sessions (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX refresh_tokens_session_idx ON refresh_tokens (session_id)`);

    await runner.query(`
      CREATE TABLE account_tokens (
        hash bytea NOT NULL,
        user_id uuid NOT NULL,
        kind text NOT NULL,
        email text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT account_tokens_pkey PRIMARY KEY (hash),
        CONSTRAINT account_tokens_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT account_tokens_kind_check CHECK (
          kind IN ('confirmation', 'invitation', 'password_reset', 'address_change'))
      )`);
    await runner.query(`CREATE INDEX account_tokens_user_idx ON account_tokens (user_id, kind)`);
    await runner.query(`CREATE INDEX account_tokens_expires_idx ON account_tokens (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['account_tokens', 'refresh_tokens', 'sessions']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`ALTER TABLE users DROP COLUMN pending_email, DROP COLUMN avatar`);
  }
}
