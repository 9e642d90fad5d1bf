// What everybody needs, also who is not signed in: it is loaded before anything is shown.
import { auth } from './ru/auth';
import { contact } from './ru/contact';
import { fields } from './ru/fields';
import { home } from './ru/home';
import { inbox } from './ru/inbox';
import { posts } from './ru/posts';
import { problems } from './ru/problems';
import { shell } from './ru/shell';
import { ui } from './ru/ui';

const texts = { auth, contact, fields, home, inbox, posts, problems, shell, ui };

export type FirstTexts = typeof texts;
export default texts;
