import { InboxMail } from '../dev-inbox/inbox-mail.entity.js';
import { ApiKey } from '../modules/api-keys/api-key.entity.js';
import { Attempt } from '../modules/attempts/attempt.entity.js';
import { RefreshToken } from '../modules/auth/refresh-token.entity.js';
import { Session } from '../modules/auth/session.entity.js';
import { AuditEvent } from '../modules/audit/audit-event.entity.js';
import { Post } from '../modules/blog/post.entity.js';
import { Client } from '../modules/clients/client.entity.js';
import { Contact } from '../modules/contact/contact.entity.js';
import { GroupMember } from '../modules/groups/group-member.entity.js';
import { Group } from '../modules/groups/group.entity.js';
import { ClaimCursor } from '../modules/mailings/claim-cursor.entity.js';
import { Claim } from '../modules/mailings/claim.entity.js';
import { Delivery } from '../modules/mailings/delivery.entity.js';
import { Import } from '../modules/imports/import.entity.js';
import { MailingClient } from '../modules/mailings/mailing-client.entity.js';
import { Mailing } from '../modules/mailings/mailing.entity.js';
import { RunAttachment } from '../modules/mailings/run-attachment.entity.js';
import { Run } from '../modules/mailings/run.entity.js';
import { Image } from '../modules/media/image.entity.js';
import { AttachmentContent } from '../modules/messages/attachment-content.entity.js';
import { Attachment } from '../modules/messages/attachment.entity.js';
import { Message } from '../modules/messages/message.entity.js';
import { AccountToken } from '../modules/users/account-token.entity.js';
import { Suppression } from '../modules/suppressions/suppression.entity.js';
import { User } from '../modules/users/user.entity.js';

/** Every table that has an entity. */
export const entities = [
  User,
  AccountToken,
  Session,
  RefreshToken,
  Client,
  Message,
  Attachment,
  AttachmentContent,
  Mailing,
  MailingClient,
  Run,
  RunAttachment,
  Delivery,
  Claim,
  ClaimCursor,
  Attempt,
  InboxMail,
  Image,
  Post,
  Contact,
  Group,
  GroupMember,
  ApiKey,
  AuditEvent,
  Import,
  Suppression,
];
