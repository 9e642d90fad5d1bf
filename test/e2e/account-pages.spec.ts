import { createHash } from 'node:crypto';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAdmin, aUser, tokenOf, usualPassword } from '../factories/users.js';
import { type AccountsApp, linkIn, startAccountsApp } from '../setup/accounts.js';

let api: AccountsApp;
let server: string;
beforeAll(async () => {
  api = await startAccountsApp();
  server = await api.listen();
});
afterAll(() => api?.close());

const pages = ['confirm', 'reset', 'invite'];
const open = (page: string, language = 'ru') =>
  api.request({ method: 'GET', path: `//${page}`, headers: { 'accept-language': language } });
const logIn = (email: string, password: string) => api.send('/auth/login', { email, password });

interface Element {
  textContent: string;
  className: string;
  disabled: boolean;
  value: string;
  type: string;
  isGone: boolean;
  listeners: Record<string, (event: unknown) => Promise<void>>;
}

function anElement(values: object = {}): Element {
  const element = {
    textContent: '',
    className: '',
    disabled: true,
    value: '',
    type: 'password',
    isGone: false,
    listeners: {} as Element['listeners'],
    addEventListener: (name: string, listener: Element['listeners'][string]) =>
      void (element.listeners[name] = listener),
    removeAttribute: () => undefined,
    remove: () => void (element.isGone = true),
    ...values,
  };
  return element;
}

/** Opens the link of a mail as a browser does: the page, then its script, on elements that stand in for the page's. */
async function visit(link: string) {
  const { pathname, search } = new URL(link);
  const html = await (await fetch(server + pathname + search)).text();
  const attribute = (name: string) =>
    new RegExp(`${name}="([^"]*)"`).exec(html)![1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const script = await (await fetch(server + attribute('<script src'))).text();
  const [button, message] = [anElement(), anElement()];
  const password = html.includes('id="password"') ? anElement() : null;
  const form = anElement({ querySelector: () => button });
  const main = { dataset: { action: attribute('data-action'), texts: attribute('data-texts') } };
  const byId: Record<string, Element | null> = { password, message };
  vm.runInNewContext(script, {
    document: {
      querySelector: (selector: string) => (selector === 'main' ? main : form),
      getElementById: (id: string) => byId[id] ?? null,
    },
    location: { search },
    URLSearchParams,
    fetch: (path: string, options: RequestInit) => fetch(server + path, options),
  });
  const press = (typed?: string) => {
    if (password && typed !== undefined) password.value = typed;
    return form.listeners['submit']!({ preventDefault: () => undefined });
  };
  return { html, button, message, form, press };
}

describe('a page behind a mailed link', () => {
  it.each(pages)('%s is there in both languages, with its parameters or without', async (page) => {
    for (const path of [page, `${page}/`, `${page}?token=x&utm_source=mail`]) {
      const { status, headers } = await open(path);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
    }
    const [russian, english] = [await open(page), await open(page, 'en-US,en;q=0.8')];
    expect(russian.text).toMatch(/<html lang="ru">[\s\S]*[а-я]/);
    expect(english.text).toMatch(/<html lang="en">/);
    expect(english.text).not.toMatch(/[а-яё]/i);
  });

  it.each(pages)('%s runs nothing that the page does not bring', async (page) => {
    const { headers, text } = await open(page);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script(?! src="\/account-page\.js")|\son\w+=|javascript:/);
    const style = /<style>([\s\S]*)<\/style>/.exec(text)![1]!;
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(pages)('%s shows nothing of what the address says', async (page) => {
    const { text } = await open(`${page}?token=${encodeURIComponent('"><script>alert(1)</script>')}&x=evil`);
    expect(text).toBe((await open(page)).text);
  });

  it('brings a script', async () => {
    const { status, headers } = await open('account-page.js');
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});

describe('opening the link', () => {
  it('of a confirmation changes nothing; the button does', async () => {
    const email = 'page-confirm@example.com';
    await api.send('/auth/register', { email, password: 'a password of mine' });
    const link = linkIn((await api.mailsTo(email))[0]);
    const { button, form, message, press } = await visit(link);
    expect(button.disabled).toBe(false);
    expect((await logIn(email, 'a password of mine')).status).toBe(403);
    await press();
    expect(message.textContent).toBe('Готово: адрес подтверждён. Теперь можно войти.');
    expect(form.isGone).toBe(true);
    expect((await logIn(email, 'a password of mine')).status).toBe(200);

    const again = await visit(link);
    await again.press();
    expect(again.message.textContent).toMatch(/^Ссылкой уже воспользовались/);
    expect([again.form.isGone, again.button.disabled]).toEqual([false, false]);
  });

  it('of a reset takes a new password, and tells what is wrong with one', async () => {
    const { email } = await aUser(api.dataSource);
    await api.send('/auth/password/forgot', { email });
    const { message, press } = await visit(linkIn((await api.mailsTo(email))[0]));
    await press('short');
    expect(message.textContent).toBe('В пароле должно быть от 8 до 128 символов.');
    await press('iloveyou1');
    expect(message.textContent).toMatch(/^Этот пароль подбирают/);
    await press('quite another one');
    expect([message.textContent, message.className]).toEqual([
      'Готово: пароль изменён. Теперь можно войти с ним.',
      'done',
    ]);
    expect((await logIn(email, usualPassword)).status).toBe(401);
    expect((await logIn(email, 'quite another one')).status).toBe(200);
  });

  it('of an invitation opens the account', async () => {
    const email = 'page-invite@example.com';
    await api.post('/users', { email }, await tokenOf(await anAdmin(api.dataSource)));
    const { message, press } = await visit(linkIn((await api.mailsTo(email))[0]));
    await press('a password of mine');
    expect(message.className).toBe('done');
    expect((await logIn(email, 'a password of mine')).status).toBe(200);
  });

  it.each(['', '?token=', '?token=altered', '?other=1'])('with %j is told to be wrong', async (query) => {
    const { message, press } = await visit(`${server}/confirm${query}`);
    await press();
    expect(message.textContent).toMatch(/^Ссылка неверна/);
  });
});
