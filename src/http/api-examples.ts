// Examples for the OpenAPI document: one value for each name of a field, put together along the schemas, so that a new
// field of a known name has its example already. Names that mean two things are named with their schema.

/** As far as examples need one. */
export interface ExampleSchema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  default?: unknown;
  nullable?: boolean;
  minimum?: number;
  items?: ExampleSchema;
  allOf?: readonly ExampleSchema[];
  properties?: Record<string, ExampleSchema>;
  example?: unknown;
}

const anId = '01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7';
const aTime = '2030-03-14T09:30:00.000Z';
const aPassword = 'correct horse battery staple';

const byName: Record<string, unknown> = {
  accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTk4MWY2ZSJ9.c2lnbmVk',
  attributes: { city: 'Kazan' },
  avatarUrl: '/api/v1/media/3b1c9d0e7f6a5b4c3d2e1f0a9b8c7d6e.webp',
  code: 250,
  comment: 'Met at the fair',
  contact: 'anna@example.com',
  content: '<p>We have opened.</p>',
  count: 5,
  country: 'Russia',
  currentPassword: 'the one before this one',
  details: { role: 'manager' },
  domain: 'example.com',
  durationMs: 41,
  email: 'anna@example.com',
  encoding: 'utf-8',
  endAt: '2030-04-14T09:30:00+03:00',
  enhancedCode: '2.0.0',
  error: null,
  expiresIn: 600,
  fileName: 'clients.csv',
  from: '09:00',
  fullName: 'Анна Петрова',
  height: 630,
  hint: 'pl_Yk3h',
  html: '<p>Здравствуйте, {{fullName|друг}}!</p>',
  imageUrl: '/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp',
  inboxUrl: 'http://localhost:8000/inbox?to=anna%40example.com',
  ip: '203.0.113.7',
  key: 'pl_Yk3hT0lq8m2Vw5sXb7nR4cZd9fGjKpAe',
  lastCode: 250,
  lastReply: '250 2.0.0 Ok: queued as 4bRk2T',
  line: 2,
  localDate: '2030-03-14',
  message: 'When do you open?',
  name: 'Spring news',
  newPassword: aPassword,
  nextCursor: null,
  operatorCode: '926',
  operatorCodes: ['926'],
  password: aPassword,
  pauseReason: null,
  pendingEmail: null,
  phone: '79265942750',
  raw: 'From: postledger@example.com\r\nTo: anna@example.com\r\nSubject: News\r\n\r\nHello!\r\n',
  recipient: 'anna@example.com',
  reply: '250 2.0.0 Ok: queued as 4bRk2T',
  slug: 'we-have-opened',
  startAt: '2030-03-14T09:30:00+03:00',
  subject: 'Здравствуйте, {{fullName|друг}}!',
  tags: ['Бизнес'],
  text: 'Здравствуйте, {{fullName|друг}}!',
  timezone: 'Europe/Moscow',
  title: 'We have opened',
  to: 'anna@example.com',
  token: 'rXk2vTq8m5Wb0nZc7LdYfGjKpAeHs3uC',
  url: '/api/v1/media/9f8e7d6c5b4a3928171605f4e3d2c1b0.webp',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
  value: 'Бизнес',
  width: 1200,
};

const bySchema: Record<string, unknown> = {
  'AudienceDto.clientIds': undefined, // a list and a filter together are refused
  'AudienceResponse.clientIds': undefined,
  'AudienceResponse.filter': { tags: ['Бизнес'] },
  'CreateApiKeyDto.permissions': [], // users have none to give
  'ClientData.client': { id: anId, email: 'anna@example.com', fullName: 'Анна Петрова' },
  'CreateGroupDto.name': 'Content managers',
  'GroupResponse.name': 'Content managers',
  'UpdateGroupDto.name': 'Content managers',
  'CreateApiKeyDto.name': 'Accounting robot',
  'ApiKeyResponse.name': 'Accounting robot',
  'CreatedApiKeyResponse.name': 'Accounting robot',
  'CreateContactDto.name': 'Анна Петрова',
  'ContactResponse.name': 'Анна Петрова',
  'CodeCount.code': 250,
  'ImportErrorResponse.code': 'email_invalid',
  'ImportErrorResponse.field': 'email',
  'ImportErrorResponse.message': 'must be an email address',
  'InboxMailResponse.from': 'postledger@example.com',
  'OpenedMailResponse.from': 'postledger@example.com',
  'LocalWindowDto.to': '21:00',
  'MailHeaderResponse.name': 'Subject',
  'MailHeaderResponse.value': 'News',
  'MailingResponse.localWindow': { from: '09:00', to: '21:00' },
  'Problem.type': 'urn:postledger:problem:mailing.already_completed',
  'Problem.title': 'The mailing is completed',
  'Problem.status': 409,
  'Problem.code': 'mailing.already_completed',
  'Problem.detail': 'The mailing is completed',
  'Problem.errors': undefined,
};

type Schemas = Record<string, ExampleSchema>;

/** Gives every schema of the document an example of its own. */
export function addExamples(schemas: Schemas): void {
  for (const [name, schema] of Object.entries(schemas)) {
    schema.example ??= ofFields(name, schema, schemas);
  }
}

/** The value of a path parameter: `id`, `slug`, `token`. */
export function exampleOfPath(parameter: string): unknown {
  if (parameter === 'name') return '9f8e7d6c5b4a3928171605f4e3d2c1b0.webp';
  return /id$/i.test(parameter) ? anId : byName[parameter];
}

const ofQueries: Record<string, unknown> = {
  cursor: 'WyIyMDMwLTAzLTE0Il0',
  from: '2030-03-01T00:00:00Z',
  search: 'anna',
  sort: '-createdAt',
  tag: 'Бизнес',
  to: '2030-04-01T00:00:00Z',
};

/** The value of a query parameter. The inbox is asked for an address, the ledger for a time. */
export function exampleOfQuery(path: string, parameter: string, schema: ExampleSchema): unknown {
  if (schema.enum) return schema.enum[0];
  if (path.startsWith('/inbox') && parameter === 'to') return byName['to'];
  return ofQueries[parameter] ?? ofField('query', parameter, schema, {});
}

function ofFields(owner: string, { properties }: ExampleSchema, schemas: Schemas): Record<string, unknown> {
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [
    name,
    ofField(owner, name, field, schemas),
  ]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function ofField(owner: string, name: string, field: ExampleSchema, schemas: Schemas): unknown {
  const full = `${owner}.${name}`;
  if (Object.hasOwn(bySchema, full)) return bySchema[full];
  if (field.enum) return field.default ?? field.enum[0];
  const reference = field.$ref ?? field.allOf?.[0]?.$ref;
  if (reference) return ofReference(reference, schemas);
  if (field.items?.$ref) return [ofReference(field.items.$ref, schemas)];
  if (field.items?.enum) return field.items.enum.slice(0, 1);
  if (Object.hasOwn(byName, name) && isOfType(byName[name], field)) return byName[name];
  return ofType(owner, name, field, schemas);
}

function ofReference(reference: string, schemas: Schemas): unknown {
  const name = reference.split('/').at(-1)!;
  return ofFields(name, schemas[name]!, schemas);
}

/** What follows from the name's end and the type alone. */
function ofType(owner: string, name: string, field: ExampleSchema, schemas: Schemas): unknown {
  switch (field.type) {
    case 'number':
    case 'integer':
      return field.default ?? field.minimum ?? 1;
    case 'boolean':
      return field.default ?? false;
    case 'array':
      return /Ids$/.test(name) ? [anId] : ofItems(owner, name, field.items, schemas);
    case 'object':
      return field.properties ? ofFields(`${owner}.${name}`, field, schemas) : {};
    default:
      if (field.format === 'date-time' || /At$/.test(name)) return aTime;
      return /id$/i.test(name) ? anId : 'text';
  }
}

function ofItems(owner: string, name: string, items: ExampleSchema | undefined, schemas: Schemas): unknown[] {
  return items?.type ? [ofField(owner, `${name}.item`, items, schemas)] : [];
}

/** Names are shared by fields of other types: `code` of a problem is a word, that of an attempt a number. */
function isOfType(value: unknown, { type, nullable, format }: ExampleSchema): boolean {
  if (value === null) return nullable === true;
  if (Array.isArray(value)) return type === 'array';
  if (format === 'date-time') return false;
  return type === (typeof value === 'number' && type === 'integer' ? 'integer' : typeof value);
}
