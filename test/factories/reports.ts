// Mails that come back to us.

/** A delivery status (RFC 3464) as mail servers send it. */
export function dsn({
  to,
  action = 'failed',
  status = '5.1.1',
  subject = 'Undelivered Mail Returned to Sender',
  original = '',
}: {
  to: string;
  action?: string;
  status?: string;
  subject?: string;
  original?: string;
}): string {
  return [
    'From: Mail Delivery System <mailer-daemon@mx.example>',
    `To: ${to}`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
    '',
    '--r',
    'Content-Type: text/plain',
    '',
    'I am sorry to inform you.',
    '--r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; anna@example.com',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <anna@example.com>:',
    '  no such user',
    '',
    '--r',
    'Content-Type: message/rfc822',
    '',
    ...(original ? [original] : []),
    'Subject: News',
    '',
    'Hi',
    '--r--',
    '',
  ].join('\r\n');
}

/** A complaint (RFC 5965) as providers send it. */
export const arf = (mailFrom: string, type = 'abuse') =>
  [
    'From: <abuse@provider.example>',
    'To: fbl@post.example',
    'Subject: FW: News',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="r"',
    '',
    '--r',
    'Content-Type: text/plain',
    '',
    'This is a complaint.',
    '--r',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Provider/1.0',
    'Version: 1',
    `Original-Mail-From: <${mailFrom}>`,
    '',
    '--r',
    'Content-Type: message/rfc822',
    '',
    'Subject: News',
    '',
    'Hi',
    '--r--',
    '',
  ].join('\r\n');
