// The daily report as a mail to whoever looks after the service. Plain text: names of mailings are users' words.
import { escapeHeader } from '../domain/header-text.js';
import type { MailLanguage } from './account-mail-texts.js';

const texts = {
  ru: {
    subject: 'Рассылки за',
    head: 'Отчёт о рассылках за',
    success: 'Успешных попыток',
    fail: 'Неуспешных попыток',
    uncertain: 'Без ответа сервера',
    undecided: 'Ждут решения человека',
    mailings: 'По рассылкам (успешно / не успешно / без ответа):',
    none: 'В этот день ничего не отправлялось.',
  },
  en: {
    subject: 'Mailings of',
    head: 'Report on the mailings of',
    success: 'Successful attempts',
    fail: 'Failed attempts',
    uncertain: 'Without an answer of the server',
    undecided: 'Waiting for a decision',
    mailings: 'By mailing (successful / failed / without an answer):',
    none: 'Nothing was sent on that day.',
  },
} as const;

/** `values`: `day` (`2026-11-20`), `success`, `fail`, `uncertain`, `undecided`, and `mailings`, a line for each. */
export function dailyReportOf(
  language: MailLanguage,
  values: Readonly<Record<string, string>>,
): { subject: string; text: string } {
  const say = texts[language];
  const { day = '', success = '0', fail = '0', uncertain = '0', undecided = '0', mailings = '' } = values;
  const lines = mailings.split('\n').filter((line) => line !== '');
  const text = [
    `${say.head} ${day}`,
    '',
    `${say.success}: ${success}`,
    `${say.fail}: ${fail}`,
    `${say.uncertain}: ${uncertain}`,
    `${say.undecided}: ${undecided}`,
    '',
    ...(lines.length === 0 ? [say.none] : [say.mailings, ...lines.map((line) => `- ${escapeHeader(line)}`)]),
    '',
    'Postledger',
    '',
  ].join('\n');
  return { subject: `Postledger: ${say.subject} ${escapeHeader(day)}`, text };
}
