// What only those who are signed in see; it is loaded with the first of their pages.
import { attempts } from './ru/attempts';
import { audit } from './ru/audit';
import { clients } from './ru/clients';
import { deliveries } from './ru/deliveries';
import { groups } from './ru/groups';
import { imports } from './ru/imports';
import { mailings } from './ru/mailings';
import { messages } from './ru/messages';
import { profile } from './ru/profile';
import { stats } from './ru/stats';
import { statuses } from './ru/statuses';
import { uncertain } from './ru/uncertain';
import { users } from './ru/users';

const texts = {
  attempts,
  audit,
  clients,
  deliveries,
  groups,
  imports,
  mailings,
  messages,
  profile,
  stats,
  statuses,
  uncertain,
  users,
};

export type WorkTexts = typeof texts;
export default texts;
