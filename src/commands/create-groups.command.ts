import { Command, Help } from 'nest-commander';
import { GroupsModule } from '../modules/groups/groups.module.js';
import { GroupsService } from '../modules/groups/groups.service.js';
import { ServiceCommand } from './service-command.js';

@Command({
  name: 'create-groups',
  aliases: ['create_groups', 'create_manager_group'],
  description: 'creates the standard groups with their permissions',
})
export class CreateGroupsCommand extends ServiceCommand {
  async run(): Promise<void> {
    await this.withServices([GroupsModule], async (get) => {
      for (const { name, isNew } of await get(GroupsService).ensureStandard()) {
        this.say(isNew ? `Created ${name}.` : `${name} already exists; nothing was changed.`);
      }
    });
  }

  @Help('after')
  examples(): string {
    return `
Example:
  npm run cli -- create-groups     Managers and Content managers; those that are there stay as they are`;
  }
}
