// What everybody needs, also who is not signed in: it is loaded before anything is shown.
import { auth } from './en/auth';
import { contact } from './en/contact';
import { fields } from './en/fields';
import { home } from './en/home';
import { inbox } from './en/inbox';
import { posts } from './en/posts';
import { problems } from './en/problems';
import { shell } from './en/shell';
import { ui } from './en/ui';
import type { FirstTexts } from './ru-first';

const texts: FirstTexts = { auth, contact, fields, home, inbox, posts, problems, shell, ui };

export default texts;
