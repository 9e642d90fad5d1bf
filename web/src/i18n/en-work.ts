// What only those who are signed in see; it is loaded with the first of their pages.
import { attempts } from './en/attempts';
import { audit } from './en/audit';
import { clients } from './en/clients';
import { deliveries } from './en/deliveries';
import { groups } from './en/groups';
import { imports } from './en/imports';
import { mailings } from './en/mailings';
import { messages } from './en/messages';
import { profile } from './en/profile';
import { stats } from './en/stats';
import { statuses } from './en/statuses';
import { uncertain } from './en/uncertain';
import { users } from './en/users';
import type { WorkTexts } from './ru-work';

const texts: WorkTexts = {
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

export default texts;
