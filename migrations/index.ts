import { TheLedger1763700000001 } from './0001-the-ledger.js';
import { PostsImagesContacts1763700000002 } from './0002-posts-images-contacts.js';
import { SessionsAndTokens1763700000003 } from './0003-sessions-and-tokens.js';
import { GroupsAuditKeys1763700000004 } from './0004-groups-audit-keys.js';
import { Imports1763700000005 } from './0005-imports.js';
import { AttemptsByMonth1763700000007 } from './0007-attempts-by-month.js';
import { ProcessMetrics1763700000008 } from './0008-process-metrics.js';
import { DailyReports1763700000009 } from './0009-daily-reports.js';
import { Suppressions1763700000010 } from './0010-suppressions.js';
import { Attachments1763700000011 } from './0011-attachments.js';
import { BouncesByMail1763700000012 } from './0012-bounces-by-mail.js';
import { ClaimsInBatches1763700000015 } from './0015-claims-in-batches.js';
import { WhyAMailingIsDisabled1763700000016 } from './0016-why-a-mailing-is-disabled.js';
import { ListsByIndex1763700000017 } from './0017-lists-by-index.js';
import { ClientsAreSearchedAsOneText1763700000018 } from './0018-clients-are-searched-as-one-text.js';

/** Every change of the schema, oldest first. A landed one is never edited. */
export const migrations = [
  TheLedger1763700000001,
  PostsImagesContacts1763700000002,
  SessionsAndTokens1763700000003,
  GroupsAuditKeys1763700000004,
  Imports1763700000005,
  AttemptsByMonth1763700000007,
  ProcessMetrics1763700000008,
  DailyReports1763700000009,
  Suppressions1763700000010,
  Attachments1763700000011,
  BouncesByMail1763700000012,
  ClaimsInBatches1763700000015,
  WhyAMailingIsDisabled1763700000016,
  ListsByIndex1763700000017,
  ClientsAreSearchedAsOneText1763700000018,
];
