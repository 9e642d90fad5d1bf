// docs/access.md: who may do what, printed from the rules that the guards ask.
import {
  type Actor,
  deeds,
  type Deed,
  mayBlock,
  permissionMeanings,
  permissions,
  permissionsOf,
  type Role,
  roles,
  standardGroups,
  verdictOn,
  type Verdict,
} from '../domain/access-policy.js';
import type { AccessRule } from './access.decorators.js';
import type { RouteAccess } from './route-list.js';

const yes = '✓';
const answers: Record<Verdict, string> = { allowed: yes, forbidden: '403', hidden: '404' };
const meaningOfDeed: Record<Deed, string> = {
  read: 'read',
  write: 'change, delete, run',
  disable: 'disable, enable (mailings)',
};

/** The whole page, as Markdown. */
export function accessPage(routes: readonly RouteAccess[]): string {
  return [
    '# Who may do what',
    '<!-- Printed by `npm run docs:access` from src/domain/access-policy.ts and the controllers; a test keeps it true. -->',
    'Whoever creates a thing owns it. A role brings permissions, groups add others; both are read with every request, so that a change is felt with the next one. A handler that says nothing about who may call it is refused.',
    '## Permissions',
    table(
      ['permission', 'allows', ...roles],
      permissions.map((one) => [
        `\`${one}\``,
        permissionMeanings[one],
        ...roles.map((role) => (permissionsOf(role, []).includes(one) ? yes : '')),
      ]),
    ),
    'Nobody gives or takes permissions that they do not have: `users.manage` alone makes no admins. The last admin stays one.',
    '## Things with an owner: clients, messages, mailings, deliveries',
    table(
      ['', 'own', ...roles.map((role) => `somebody else’s, as ${role}`)],
      deeds.map((deed) => [
        meaningOfDeed[deed],
        answers[verdictOn(anActor('user'), deed, 'user')],
        ...roles.map((role) => answers[verdictOn(anActor(role), deed, 'somebody else')]),
      ]),
    ),
    '404: it is not told whether the thing exists. Own mailings are disabled and enabled by whoever has `mailings.disable` alone.',
    '## Blocking and unblocking',
    table(
      ['', ...roles.map((role) => `a ${role}`.replace('a admin', 'an admin')), 'oneself'],
      roles.map((role) => [
        `as ${role}`,
        ...roles.map((target) => allowed(mayBlock(anActor(role), { id: 'somebody else', role: target }))),
        allowed(mayBlock(anActor(role), { id: role, role })),
      ]),
    ),
    '## Groups that `create-groups` makes',
    table(
      ['group', 'permissions'],
      standardGroups.map((group) => [group.name, group.permissions.map((one) => `\`${one}\``).join(', ')]),
    ),
    '## API keys',
    'A key acts as its owner, with all permissions of the owner or only those that it was given. It is refused where it says “logged in”: a key must not take over the account that it belongs to.',
    '## Routes',
    'Under `/api/v1`, save `/health`, `/metrics` and `/inbox`. `/docs`, `/docs-json` and `/docs-yaml` are public.',
    table(
      ['route', 'who may call it'],
      routes.map(({ method, path, rule }) => [`\`${method} ${path}\``, sentenceOf(rule)]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Who may call a route, in words. */
export function sentenceOf(rule: AccessRule | undefined): string {
  switch (rule?.kind) {
    case 'public':
      return rule.readsToken ? 'everybody; more with a token' : 'everybody';
    case 'signed-in':
      return 'every active account';
    case 'in-person':
      return 'every active account, logged in';
    case 'permission':
      return `\`${rule.permission}\``;
    case 'owned':
      return `whoever may ${rule.deed} the ${rule.table.replace(/ies$/, 'y').replace(/s$/, '')}`;
    default:
      return 'nobody';
  }
}

function anActor(role: Role): Actor {
  return { id: role, email: '', role, permissions: permissionsOf(role, []) };
}

function allowed(isAllowed: boolean): string {
  return isAllowed ? yes : '403';
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
