import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { isDatabaseAway } from '../../src/database/database-fault.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { DatabaseServer } from '../../src/database/database-server.js';
import { User } from '../../src/modules/users/user.entity.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

@Module({ imports: [TypeOrmModule.forFeature([User])] })
class FeatureModule {}

const dataDir = mkdtempSync(join(tmpdir(), 'postledger-module-'));
beforeAll(() => chmodSync(dataDir, 0o755));
afterAll(() => rmSync(dataDir, { recursive: true }));

async function startModule(env: NodeJS.ProcessEnv) {
  const config = loadConfig({ DATA_DIR: dataDir, ...env });
  const imports = [ConfigModule.forRoot(config), DatabaseModule, FeatureModule];
  return (await Test.createTestingModule({ imports }).compile()).init();
}

describe('with DATABASE_URL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
  });
  afterAll(() => database.drop());

  it('migrates and gives repositories to the feature modules', async () => {
    const module = await startModule({ DATABASE_URL: database.url });
    const users = module.get<Repository<User>>(getRepositoryToken(User), { strict: false });
    expect(await users.count()).toBe(0);
    expect(module.get(DatabaseServer).isEmbedded).toBe(false);
    await module.close();
  });

  it('fails fast while the database is away, and works again when it is back', async () => {
    const { host, port } = new URL(database.url);
    const proxy = await startProxy(Number(port));
    const url = database.url.replace(host, `127.0.0.1:${proxy.port}`);
    const module = await startModule({ DATABASE_URL: url });
    const dataSource = module.get(DataSource);
    const count = () => dataSource.query('SELECT count(*) FROM users');
    expect(await count()).toEqual([{ count: 0 }]);

    const cutInMidQuery = dataSource.query('SELECT pg_sleep(0.8)').catch((error: unknown) => error);
    await sleep(200);
    proxy.cut();
    expect(isDatabaseAway(await cutInMidQuery)).toBe(true);
    const startedAt = Date.now();
    const fault = await count().catch((error: unknown) => error);
    expect(isDatabaseAway(fault)).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(6_000);

    await proxy.mend();
    expect(await count()).toEqual([{ count: 0 }]);
    await module.close();
    proxy.cut();
  });
});

describe('without DATABASE_URL', () => {
  it('starts the embedded PostgreSQL, and stops it after the last connection', async () => {
    const module = await startModule({});
    const { isEmbedded, url } = module.get(DatabaseServer);
    expect(isEmbedded).toBe(true);
    expect(await module.get(DataSource).query('SELECT count(*) FROM users')).toEqual([{ count: 0 }]);
    await module.close();
    expect(await acceptsConnections(Number(new URL(url).port))).toBe(false);
  });
});

async function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Stands between the service and the database, and can be cut. */
async function startProxy(target: number) {
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = async (port: number): Promise<number> => {
    server = createServer((inner) => {
      const outer = connect(target, '127.0.0.1');
      for (const socket of [inner, outer]) sockets.add(socket.on('error', () => {}));
      inner.pipe(outer).pipe(inner);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  };
  const port = await listen(0);
  return {
    port,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    mend: () => listen(port),
  };
}
