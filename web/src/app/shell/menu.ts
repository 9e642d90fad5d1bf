// What the menu offers to whom; a screen gets its line here when it is there.
import type { Permission } from '../../api/can';
import type { Texts } from '../../i18n/ru';

export interface MenuEntry {
  to: string;
  text: keyof Texts['shell'];
  /** Without one: for everybody who is signed in. */
  right?: Permission;
  /** A number beside the word, while it is more than none. */
  counts?: 'uncertain';
}

export interface MenuGroup {
  text: keyof Texts['shell'];
  entries: readonly MenuEntry[];
}

export const menu: readonly MenuGroup[] = [
  {
    text: 'work',
    entries: [
      { to: '/clients', text: 'clients' },
      { to: '/messages', text: 'messages' },
      { to: '/mailings', text: 'mailings' },
      { to: '/attempts', text: 'attempts' },
      { to: '/uncertain', text: 'uncertain', counts: 'uncertain' },
      { to: '/stats', text: 'stats' },
    ],
  },
  {
    text: 'manage',
    entries: [
      { to: '/manage/mailings', text: 'manageMailings', right: 'mailings.disable' },
      { to: '/manage/users', text: 'manageUsers', right: 'users.read' },
      { to: '/manage/contacts', text: 'contactMails', right: 'contact.read' },
      { to: '/admin/posts', text: 'adminPosts', right: 'blog.write' },
    ],
  },
  {
    text: 'admin',
    entries: [
      { to: '/admin/users', text: 'adminUsers', right: 'users.manage' },
      { to: '/admin/groups', text: 'adminGroups', right: 'users.manage' },
      { to: '/audit', text: 'audit', right: 'audit.read' },
    ],
  },
];
