// What a mail server's answer means for us: the stage first, then the code.

export const replyClasses = [
  'accepted',
  'client_temporary',
  'client_permanent',
  'relay_temporary',
  'relay_permanent',
  'content',
  'unknown',
] as const;
export type ReplyClass = (typeof replyClasses)[number];
