// Gives `AppConfig` to every module.
import { type DynamicModule, Module } from '@nestjs/common';
import { AppConfig, loadConfig } from './app-config.js';

@Module({})
export class ConfigModule {
  /** Without a config, the environment is read when the container starts; tests and commands hand in their own. */
  static forRoot(config?: AppConfig): DynamicModule {
    const provider = { provide: AppConfig, useFactory: () => config ?? loadConfig() };
    return { module: ConfigModule, global: true, providers: [provider], exports: [AppConfig] };
  }
}
