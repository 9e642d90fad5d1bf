// Gives the connected, migrated DataSource to every module; `TypeOrmModule.forFeature([...])` finds it too.
import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { connectWithPatience } from './connect.js';
import { createDataSource } from './data-source.js';
import { DatabaseServer, findDatabaseServer } from './database-server.js';
import { migrate } from './migrate.js';
import { PreparedStatements } from './prepared-statements.js';
import { Transactions } from './transaction.js';

const logger = new Logger('Database');
/** Long enough for a database that starts beside us; whoever mistyped its address is told soon. */
const patienceMs = 10_000;

function tellFault(error: Error): void {
  logger.warn(`A connection to the database broke: ${error.message}`);
}

async function openDataSource(server: DatabaseServer): Promise<DataSource> {
  const dataSource = createDataSource(server.url, {
    onFault: tellFault,
  });
  try {
    await connectWithPatience(dataSource, {
      patienceMs,
      onWait: (fault) => logger.warn(`Waiting for the database: ${fault.message}`),
    });
    const applied = await migrate(dataSource);
    if (applied.length > 0) logger.log(`Applied ${applied.join(', ')}`);
    return dataSource;
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server.leave();
    throw error;
  }
}

@Global()
@Module({
  providers: [
    {
      provide: DatabaseServer,
      inject: [AppConfig],
      useFactory: (config: AppConfig) => findDatabaseServer(config, (line) => logger.log(line)),
    },
    { provide: DataSource, inject: [DatabaseServer], useFactory: openDataSource },
    {
      provide: EntityManager,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => dataSource.manager,
    },
    {
      provide: PreparedStatements,
      // The tables are there once the data source is.
      inject: [DatabaseServer, DataSource],
      useFactory: (server: DatabaseServer) => new PreparedStatements(server.url, tellFault),
    },
    Transactions,
  ],
  exports: [DatabaseServer, DataSource, EntityManager, PreparedStatements, Transactions],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PreparedStatements) private readonly statements: PreparedStatements,
    @Inject(DatabaseServer) private readonly server: DatabaseServer,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.statements.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.server.leave();
  }
}
