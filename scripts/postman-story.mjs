// A story that newman plays against an empty service: from the registration to the ledger, and what is refused on the way.

const json = { key: 'Content-Type', value: 'application/json' };

/**
 * One request. `status` and, for a refusal, `code` are what must come; `then` are lines that look at `body`, and
 * `before` lines that run first. With `until` the request is made again, a moment later, until that holds.
 */
function step(name, request, { status, code, before = [], then = [], until }) {
  const [method, path] = request.split(' ');
  const test = [
    'const body = pm.response.text() && /json/.test(pm.response.headers.get("content-type")) ? pm.response.json() : {};',
    ...(until ? waiting(until) : []),
    `pm.test(${JSON.stringify(name)}, () => {`,
    `  pm.expect(pm.response.code, pm.response.text()).to.equal(${status});`,
    ...(code ? [`  pm.expect(body.code).to.equal(${JSON.stringify(code)});`] : []),
    ...then.map((line) => `  ${line}`),
    '});',
  ];
  return (more = {}) => ({
    name,
    event: [
      ...(before.length > 0
        ? [{ listen: 'prerequest', script: { type: 'text/javascript', exec: before } }]
        : []),
      { listen: 'test', script: { type: 'text/javascript', exec: test } },
    ],
    request: { method, header: [], url: `{{baseUrl}}${path}`, ...more },
  });
}

const mostTries = 120;

/** Newman asks the same once more, after its delay between requests. */
function waiting(until) {
  return [
    'const tries = Number(pm.variables.get("tries") || 0) + 1;',
    'pm.variables.set("tries", tries);',
    `if (!(${until}) && tries < ${mostTries}) {`,
    '  pm.execution.setNextRequest(pm.info.requestName);',
    '  return;',
    '}',
    'pm.variables.unset("tries");',
  ];
}

const keep = (name, value) => `pm.collectionVariables.set(${JSON.stringify(name)}, ${value});`;
const expectThat = (what, is) => `pm.expect(${what}).to.eql(${JSON.stringify(is)});`;
const sends = (body) => ({ header: [json], body: { mode: 'raw', raw: JSON.stringify(body, null, 2) } });
const nobody = { auth: { type: 'noauth' } };
const password = 'correct horse battery staple';
const nothing = '01920000-0000-7000-8000-000000000000';

export const story = {
  name: 'A story',
  item: [
    step('Somebody registers', 'POST /api/v1/auth/register', {
      status: 201,
      before: [
        keep('email', '`owner-${Date.now()}@example.com`'),
        keep('contact', '`anna-${Date.now()}@example.com`'),
      ],
    })({ ...nobody, ...sends({ email: '{{email}}', password, fullName: 'Анна Петрова' }) }),
    step('Before the confirmation there is no way in', 'POST /api/v1/auth/login', {
      status: 403,
      code: 'auth.account_unconfirmed',
    })({ ...nobody, ...sends({ email: '{{email}}', password }) }),
    step('The confirmation comes to the inbox', 'GET /inbox/messages?to={{email}}', {
      status: 200,
      until: 'body.items && body.items.length > 0',
      then: [keep('mailId', 'body.items[0].id')],
    })(nobody),
    step('It has a link with a token', 'GET /inbox/messages/{{mailId}}', {
      status: 200,
      then: [keep('mailedToken', String.raw`/confirm\?token=([\w.-]+)/.exec(body.text)[1]`)],
    })(nobody),
    step('The address is confirmed', 'POST /api/v1/auth/confirm', { status: 204 })({
      ...nobody,
      ...sends({ token: '{{mailedToken}}' }),
    }),
    step('The link works once', 'POST /api/v1/auth/confirm', { status: 410, code: 'auth.link_expired' })({
      ...nobody,
      ...sends({ token: '{{mailedToken}}' }),
    }),
    step('A wrong password is refused', 'POST /api/v1/auth/login', { status: 401, code: 'auth.wrong_login' })(
      {
        ...nobody,
        ...sends({ email: '{{email}}', password: 'a wrong one, surely' }),
      },
    ),
    step('The right one gives a token', 'POST /api/v1/auth/login', {
      status: 200,
      then: [keep('accessToken', 'body.accessToken'), expectThat('body.user.role', 'user')],
    })({ ...nobody, ...sends({ email: '{{email}}', password }) }),
    step('Without a token nothing is shown', 'GET /api/v1/clients', {
      status: 401,
      code: 'auth.token_missing',
    })(nobody),
    step('A client needs an address or a phone', 'POST /api/v1/clients', {
      status: 400,
      code: 'request.invalid',
    })(sends({ fullName: 'Анна' })),
    step('A client is made', 'POST /api/v1/clients', { status: 201, then: [keep('clientId', 'body.id')] })(
      sends({ email: '{{contact}}', fullName: 'Анна', tags: ['Бизнес'] }),
    ),
    step('The same address is taken', 'POST /api/v1/clients', { status: 409, code: 'client.email_taken' })(
      sends({ email: '{{contact}}', fullName: 'Анна' }),
    ),
    step('Fields of the server are refused', 'PATCH /api/v1/clients/{{clientId}}', {
      status: 400,
      code: 'request.invalid',
      then: [expectThat('body.errors[0].code', 'unknown_field')],
    })(sends({ ownerId: nothing })),
    step('What is not there is not found', `GET /api/v1/messages/${nothing}`, {
      status: 404,
      code: 'message.not_found',
    })(),
    step('A message is made', 'POST /api/v1/messages', { status: 201, then: [keep('messageId', 'body.id')] })(
      sends({ subject: 'Здравствуйте, {{fullName|друг}}!', text: 'Мы открылись.' }),
    ),
    step('A mailing is planned for a few seconds ahead', 'POST /api/v1/mailings', {
      status: 201,
      before: [keep('startAt', 'new Date(Date.now() + 3000).toISOString()')],
      then: [keep('mailingId', 'body.id'), expectThat('body.status', 'created')],
    })(
      sends({
        messageId: '{{messageId}}',
        audience: { filter: { tags: ['Бизнес'] } },
        startAt: '{{startAt}}',
        periodicity: 'once',
      }),
    ),
    step('The message cannot go while the mailing needs it', 'DELETE /api/v1/messages/{{messageId}}', {
      status: 409,
      code: 'message.in_use',
    })(),
    step('It goes out by itself', 'GET /api/v1/mailings/{{mailingId}}', {
      status: 200,
      until: 'body.status === "completed"',
      then: [expectThat('body.counts.total', 1), expectThat('body.counts.sent', 1)],
    })(),
    step("Every attempt has the server's own words", 'GET /api/v1/attempts?mailingId={{mailingId}}', {
      status: 200,
      then: [
        expectThat('body.items.length', 1),
        expectThat('body.items[0].status', 'success'),
        'pm.expect(body.items[0].reply).to.match(/^250/);',
      ],
    })(),
    step('The statistics agree', 'GET /api/v1/mailings/{{mailingId}}/stats', {
      status: 200,
      then: [expectThat('body.attempts', { success: 1, fail: 0, uncertain: 0 })],
    })(),
    step('What is completed does not run again', 'POST /api/v1/mailings/{{mailingId}}/run', {
      status: 409,
      code: 'mailing.already_completed',
    })(),
    step("The client's mail is in the inbox", 'GET /inbox/messages?to={{contact}}', {
      status: 200,
      then: [keep('mailId', 'body.items[0].id')],
    })(nobody),
    step('It says how to leave', 'GET /inbox/messages/{{mailId}}', {
      status: 200,
      then: [
        'const { value } = body.headers.find(({ name }) => /^list-unsubscribe$/i.test(name));',
        keep('unsubscribeToken', String.raw`/unsubscribe\/([\w-]+)/.exec(value.replace(/\s/g, ""))[1]`),
      ],
    })(nobody),
    step('The client leaves by one click', 'POST /api/v1/unsubscribe/{{unsubscribeToken}}', { status: 200 })({
      ...nobody,
      body: { mode: 'urlencoded', urlencoded: [{ key: 'List-Unsubscribe', value: 'One-Click' }] },
    }),
    step('And stands on the list of those who get nothing', 'GET /api/v1/suppressions', {
      status: 200,
      then: [
        'pm.expect(body.items.map(({ contact }) => contact)).to.eql([pm.collectionVariables.get("contact")]);',
        keep('suppressionId', 'body.items[0].id'),
      ],
    })(),
    ...[
      'suppressions/{{suppressionId}}',
      'mailings/{{mailingId}}',
      'messages/{{messageId}}',
      'clients/{{clientId}}',
    ].map((thing) =>
      step(`Cleaning up: ${thing.split('/')[0]}`, `DELETE /api/v1/${thing}`, { status: 204 })(),
    ),
    step('What is deleted is gone', 'GET /api/v1/clients/{{clientId}}', {
      status: 404,
      code: 'client.not_found',
    })(),
    step('The ledger stays', 'GET /api/v1/attempts?mailingId={{mailingId}}', {
      status: 200,
      then: [expectThat('body.items.length', 1)],
    })(),
    step('Logging out', 'POST /api/v1/auth/logout', { status: 204 })(),
    step('Ends the token at once', 'GET /api/v1/me', { status: 401, code: 'auth.token_invalid' })(),
  ],
};
