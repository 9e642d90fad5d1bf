import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups of users with permissions, API keys, and the log of who changed whose rights. */
export class GroupsAuditKeys1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE groups (
        id uuid NOT NULL DEFAULT new_id(),
        name text NOT NULL,
        permissions text[] NOT NULL DEFAULT '{}',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT groups_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX groups_name_key ON groups (lower(name))`);

    await runner.query(`
      CREATE TABLE group_members (
        group_id uuid NOT NULL,
        user_id uuid NOT NULL,
        CONSTRAINT group_members_pkey PRIMARY KEY (group_id, user_id),
        CONSTRAINT group_members_group_fkey FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE,
        CONSTRAINT group_members_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    // Every request reads the groups of one user.
    await runner.query(`CREATE INDEX group_members_user_idx ON group_members (user_id)`);

    await runner.query(`
      CREATE TABLE api_keys (
        id uuid NOT NULL DEFAULT new_id(),
        owner_id uuid NOT NULL,
        name text NOT NULL,
        permissions text[],
        hint text NOT NULL,
        key_hash bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3),
        CONSTRAINT api_keys_pkey PRIMARY KEY (id),
        CONSTRAINT api_keys_owner_fkey FOREIGN KEY (owner_id) REFERENCES users (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE UNIQUE INDEX api_keys_hash_key ON api_keys (key_hash)`);
    await runner.query(`CREATE INDEX api_keys_owner_idx ON api_keys (owner_id, id)`);

    // No foreign keys: what was written down outlives whom and what it is about.
    await runner.query(`
      CREATE TABLE audit_events (
        id uuid NOT NULL DEFAULT new_id(),
        at timestamptz(3) NOT NULL DEFAULT now(),
        action text NOT NULL,
        actor_id uuid,
        actor_email text,
        api_key_id uuid,
        ip text,
        target_type text NOT NULL,
        target_id uuid NOT NULL,
        target_name text NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT audit_events_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE INDEX audit_events_action_idx ON audit_events (action, id)`);
    await runner.query(`CREATE INDEX audit_events_actor_idx ON audit_events (actor_id, id)`);
    await runner.query(`CREATE INDEX audit_events_target_idx ON audit_events (target_id, id)`);
    await runner.query(`
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_events', 'api_keys', 'group_members', 'groups']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
