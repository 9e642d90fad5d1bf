// Who may import whom: the table of docs/architecture.md as a check. Run by `npm run imports`.
const path = (name) => `^src/${name}/`;

/** A folder that may import only the folders named, itself, and packages. */
function only(folder, allowed, extra = {}) {
  return {
    name: `${folder}-imports-only`,
    severity: 'error',
    from: { path: path(folder), pathNot: '\\.spec\\.ts$', ...extra.from },
    to: { path: '^(src|migrations)/', pathNot: [path(folder), ...allowed] },
  };
}

/** A feature module that may use only the modules named. */
function moduleUses(name, modules) {
  return {
    name: `module-${name}-uses`,
    severity: 'error',
    from: { path: `^src/modules/${name}/` },
    to: { path: '^src/modules/', pathNot: [name, ...modules].map((one) => `^src/modules/${one}/`) },
  };
}

const inner = ['domain', 'http', 'config', 'database', 'cache', 'jobs', 'metrics'].map(path);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain', []),
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: path('domain'), pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/temporal-polyfill' },
    },
    only('sending', [path('domain')]),
    only('channels', ['^src/sending/ports\\.ts$', path('domain'), path('config')]),
    only('config', [path('domain')]),
    only('database', [
      path('config'),
      path('domain'),
      '^migrations/',
      '^src/(modules|dev-inbox)/.*\\.entity\\.ts$',
    ]),
    only('cache', [path('config'), path('domain')]),
    only('account-mail', [path('config'), path('domain'), '^src/dev-inbox/mail-relay\\.ts$']),
    only('metrics', [path('config'), path('domain'), path('database'), path('http')]),
    only('jobs', [path('config'), path('domain'), path('database')]),
    only('http', [path('domain'), path('database'), path('config')]),
    only('dev-inbox', [path('config'), path('domain'), path('database'), path('http')]),
    {
      name: 'modules-import-only',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: '^src/modules/scheduler/' },
      to: { path: '^src/', pathNot: [...inner, path('account-mail'), path('modules')] },
    },
    moduleUses('audit', []),
    moduleUses('media', []),
    moduleUses('users', ['audit', 'media']),
    moduleUses('auth', ['users', 'audit', 'api-keys']),
    moduleUses('groups', ['users', 'audit']),
    moduleUses('api-keys', ['users', 'audit']),
    moduleUses('clients', ['users']),
    moduleUses('imports', ['users', 'clients']),
    moduleUses('messages', ['users', 'clients']),
    moduleUses('blog', ['users', 'media']),
    moduleUses('contact', []),
    moduleUses('suppressions', []),
    moduleUses('sender-health', ['users']),
    moduleUses('bounces', ['suppressions']),
    moduleUses('mailings', ['users', 'clients', 'messages', 'audit', 'suppressions']),
    moduleUses('attempts', ['users', 'clients', 'messages', 'mailings']),
    moduleUses('scheduler', [
      'users',
      'clients',
      'messages',
      'mailings',
      'attempts',
      'suppressions',
      'bounces',
    ]),
    moduleUses('stats', ['clients', 'mailings', 'attempts', 'blog']),
    {
      name: 'nobody-imports-auth',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: '^src/modules/auth/' },
      to: { path: '^src/modules/auth/' },
    },
    {
      name: 'commands-use-services',
      severity: 'error',
      from: { path: path('commands') },
      to: {
        path: '^src/',
        pathNot: [path('commands'), path('dev-inbox'), ...inner, '^src/modules/.*\\.(service|module)\\.ts$'],
      },
    },
    {
      name: 'typeorm-stays-in-its-rooms',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '\\.(entity|repository|module)\\.ts$',
          path('database'),
          path('jobs'),
          '^src/modules/scheduler/',
          '\\.spec\\.ts$',
        ],
      },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/testing/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
