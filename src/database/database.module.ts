// Gives the connected, migrated DataSource to every module; `TypeOrmModule.forFeature([...])` finds it too.
import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { connectWithPatience } from './connect.js';
import { createDataSource } from './data-source.js';
import { DatabaseServer, findDatabaseServer } from './database-server.js';
import { migrate } from './migrate.js';
import { Transactions } from './transaction.js';

const logger = new Logger('Database');
/** Long enough for a database that starts beside us; whoever mistyped its address is told soon. */
const patienceMs = 10_000;

async function openDataSource(server: DatabaseServer): Promise<DataSource> {
  const dataSource = createDataSource(server.url, {
    onFault: (error) => logger.warn(`A connection to the database broke: ${error.message}`),
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
    Transactions,
  ],
  exports: [DatabaseServer, DataSource, EntityManager, Transactions],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(DatabaseServer) private readonly server: DatabaseServer,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.server.leave();
  }
}
