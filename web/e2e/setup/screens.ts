// Every screen of the route table, with the addresses at which it shows all that it has.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The routes as the console names them. */
export function routes(): string[] {
  const folder = join(import.meta.dirname, '../../src/app/routes');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts
    .flatMap((text) => [...text.matchAll(/(?:at\(|path: )'(\/[^']*)'/g)].map(([, path]) => path!))
    .sort();
}

/** For visitors. */
export const visitorScreens: Record<string, readonly string[]> = {
  '/': ['/'],
  '/posts': ['/posts'],
  '/posts/$slug': ['/posts/$post'],
  '/contact': ['/contact'],
  '/inbox': ['/inbox?to=client0@example.com'],
  '/login': ['/login'],
  '/register': ['/register'],
  '/confirm': ['/confirm', '/confirm?token=used'],
  '/forgot': ['/forgot'],
  '/reset': ['/reset', '/reset?token=used'],
  '/invite': ['/invite?token=used'],
};

/** For those who are signed in. */
export const workScreens: Record<string, readonly string[]> = {
  '/clients': ['/clients', '/clients?search=nobody'],
  '/clients/new': ['/clients/new'],
  '/clients/import': ['/clients/import?id=$import'],
  '/clients/$id': ['/clients/$client'],
  '/clients/$id/edit': ['/clients/$client/edit'],
  '/messages': ['/messages'],
  '/messages/new': ['/messages/new'],
  '/messages/$id': ['/messages/$message'],
  '/mailings': ['/mailings'],
  '/mailings/new': ['message', 'audience', 'time', 'review'].map((step) => `/mailings/new?step=${step}`),
  '/mailings/$id': [
    '/mailings/$planned',
    ...['runs', 'deliveries', 'attempts', 'timeline', 'stats'].map((tab) => `/mailings/$mailing?tab=${tab}`),
  ],
  '/mailings/$id/edit': ['/mailings/$planned/edit?step=time', '/mailings/$planned/edit?step=review'],
  '/attempts': ['/attempts'],
  '/deliveries/$id': ['/deliveries/$delivery'],
  '/uncertain': ['/uncertain'],
  '/stats': ['/stats', '/stats?of=service'],
  '/profile': ['/profile'],
  '/sessions': ['/sessions'],
  '/manage/mailings': ['/manage/mailings'],
  '/manage/users': ['/manage/users'],
  '/manage/contacts': ['/manage/contacts'],
  '/admin/users': ['/admin/users'],
  '/admin/groups': ['/admin/groups'],
  '/admin/groups/new': ['/admin/groups/new'],
  '/admin/groups/$id': ['/admin/groups/$group'],
  '/admin/posts': ['/admin/posts'],
  '/admin/posts/new': ['/admin/posts/new'],
  '/admin/posts/$slug': ['/admin/posts/$post'],
  '/audit': ['/audit'],
};

/** No other walk looks at these with axe. */
export const unseenByAxe = [
  '/forgot',
  '/reset',
  '/invite',
  '/manage/users',
  '/admin/groups/new',
  '/admin/posts/$slug',
];
