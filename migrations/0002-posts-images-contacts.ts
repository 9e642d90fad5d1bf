import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uploaded pictures, posts of the blog, and what the contact form brings. */
export class PostsImagesContacts1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE images (
        id uuid NOT NULL DEFAULT new_id(),
        name text NOT NULL,
        kind text NOT NULL,
        owner_id uuid NOT NULL,
        mime text NOT NULL,
        width int NOT NULL,
        height int NOT NULL,
        bytes bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT images_pkey PRIMARY KEY (id),
        CONSTRAINT images_kind_check CHECK (kind IN ('post', 'avatar'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX images_name_key ON images (name)`);
    await runner.query(`CREATE INDEX images_owner_idx ON images (owner_id, id)`);
    // Pictures are compressed already.
    await runner.query(`ALTER TABLE images ALTER COLUMN bytes SET STORAGE EXTERNAL`);

    await runner.query(`
      CREATE TABLE posts (
        id uuid NOT NULL DEFAULT new_id(),
        slug text NOT NULL,
        title text NOT NULL,
        content text NOT NULL,
        picture jsonb,
        views bigint NOT NULL DEFAULT 0,
        publish_at timestamptz(3),
        author_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT posts_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX posts_slug_key ON posts (slug)`);
    await runner.query(`CREATE INDEX posts_publish_at_idx ON posts (publish_at, id)`);

    await runner.query(`
      CREATE TABLE contacts (
        id uuid NOT NULL DEFAULT new_id(),
        name text NOT NULL,
        message text NOT NULL,
        email text,
        phone text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT contacts_pkey PRIMARY KEY (id),
        CONSTRAINT contacts_answer_check CHECK (email IS NOT NULL OR phone IS NOT NULL)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE contacts, posts, images`);
  }
}
