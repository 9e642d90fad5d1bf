// The one description of the database: for Nest, the commands and the tests alike.
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from './entities.js';
import { guardPool, type OnFault, poolConfig, type PoolOptions } from './pool.js';
import { SnakeNaming } from './snake-naming.js';

export interface CreateDataSourceOptions extends PoolOptions {
  /** Told of connections that break while idle. */
  onFault?: OnFault;
}

class GuardedDataSource extends DataSource {
  override async initialize(): Promise<this> {
    await super.initialize();
    guardPool(poolOf(this));
    return this;
  }
}

/** The pool behind TypeORM, for libraries that speak node-postgres. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** Not connected yet: call `initialize()`. */
export function createDataSource(
  url: string,
  { onFault, ...pool }: CreateDataSourceOptions = {},
): DataSource {
  const options: DataSourceOptions = {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    installExtensions: false,
    logging: false,
    extra: poolConfig(url, pool),
    poolErrorHandler: onFault ?? (() => {}),
  };
  return new GuardedDataSource(options);
}
