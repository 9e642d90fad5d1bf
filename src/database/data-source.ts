// The one description of the database: for Nest, the commands and the tests alike.
import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from './entities.js';
import { poolConfig, type PoolOptions } from './pool.js';
import { SnakeNaming } from './snake-naming.js';

export interface CreateDataSourceOptions extends PoolOptions {
  /** Told of connections that break while idle. */
  onFault?: (error: Error) => void;
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
  return new DataSource(options);
}
