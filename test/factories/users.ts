import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Passwords } from '../../src/modules/users/passwords.js';
import { User } from '../../src/modules/users/user.entity.js';
import { JwtService } from '@nestjs/jwt';
import { AccessTokens } from '../../src/modules/auth/access-tokens.js';
import { Session } from '../../src/modules/auth/session.entity.js';
import { testJwtSecret } from '../setup/app.js';

const passwords = new Passwords();
const hashes = new Map<string, Promise<string>>();

/** The password of every `aUser()` that names none. */
export const usualPassword = 'correct horse battery';

/** An active user straight in the database; `password: null` leaves the account without one. */
export async function aUser(
  dataSource: DataSource,
  { password = usualPassword, ...values }: Partial<User> & { password?: string | null } = {},
): Promise<User> {
  const users = dataSource.getRepository(User);
  const passwordHash = password === null ? null : await hashOf(password);
  const { id } = await users.save(
    users.create({
      email: `user-${randomUUID()}@example.com`,
      fullName: 'Anna Petrova',
      confirmedAt: new Date(),
      passwordHash,
      ...values,
    }),
  );
  const user = await users.findOneByOrFail({ id });
  await openSession(dataSource, user);
  return user;
}

export const aManager = (dataSource: DataSource, values: Parameters<typeof aUser>[1] = {}) =>
  aUser(dataSource, { role: 'manager', ...values });

export const anAdmin = (dataSource: DataSource, values: Parameters<typeof aUser>[1] = {}) =>
  aUser(dataSource, { role: 'admin', ...values });

const tokens = new AccessTokens(new JwtService({ secret: testJwtSecret }));

/** An access token as log-in gives it; its session is the one that every `aUser()` has, with the user's own id. */
export function tokenOf(user: Pick<User, 'id' | 'sessionVersion'>): Promise<string> {
  return tokens.issue(user, user.id);
}

async function openSession(dataSource: DataSource, { id, sessionVersion }: User): Promise<void> {
  const expiresAt = new Date(Date.now() + 60 * 60_000);
  await dataSource.getRepository(Session).insert({ id, userId: id, sessionVersion, expiresAt });
}

/** Hashing takes some 50 ms; the same password is hashed once per test file. */
function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? passwords.hash(password);
  hashes.set(password, known);
  return known;
}
