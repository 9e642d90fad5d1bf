import { Command, Help } from 'nest-commander';
import { loadConfig } from '../config/app-config.js';
import { connectWithPatience } from '../database/connect.js';
import { createDataSource } from '../database/data-source.js';
import { findDatabaseServer } from '../database/database-server.js';
import { migrate } from '../database/migrate.js';
import { ServiceCommand } from './service-command.js';

const patienceMs = 30_000;

@Command({ name: 'migrate', description: 'brings the tables of the database up to date' })
export class MigrateCommand extends ServiceCommand {
  async run(): Promise<void> {
    const server = await findDatabaseServer(loadConfig(), (line) => this.warn(line));
    const dataSource = createDataSource(server.url, { size: 2 });
    try {
      await connectWithPatience(dataSource, {
        patienceMs,
        onWait: (fault) => this.warn(`Waiting for the database: ${fault.message}`),
      });
      const applied = await migrate(dataSource);
      for (const name of applied) this.say(`Applied ${name}.`);
      if (applied.length === 0) this.say('The database is up to date.');
    } finally {
      if (dataSource.isInitialized) await dataSource.destroy();
      await server.leave();
    }
  }

  @Help('after')
  examples(): string {
    return `
Example:
  npm run cli -- migrate      the service also does it by itself at every start`;
  }
}
