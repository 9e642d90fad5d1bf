import { Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../../config/app-config.js';
import { unsafeSettings } from '../../database/durability.js';

/** Whoever sends, worker or command, refuses to start on a database that may forget what it committed. */
@Injectable()
export class DurabilityCheck implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    const names = await unsafeSettings(this.dataSource);
    if (names.length === 0) return;
    const words =
      `the database may forget what it committed (${names.map((name) => `${name} = off`).join(', ')}), ` +
      'so letters could go out twice';
    // Databases of tests are thrown away anyhow.
    if (this.config.environment === 'test') new Logger('Database').warn(words);
    else throw new Error(`nothing is sent: ${words}; set ${names.join(', ')} to on`);
  }
}
