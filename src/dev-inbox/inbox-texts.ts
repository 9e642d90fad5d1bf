// What the inbox page says, in both languages.

import type { PageLanguage } from '../http/page-language.js';

const russian = {
  title: 'Входящие для разработки',
  intro:
    'Сюда попадают все письма, пока SMTP_URL не задан: наружу не уходит ничего. Хранятся последние 10 000. В рабочем режиме (NODE_ENV=production) этой страницы нет.',
  tryOut: 'Как проверить ошибки доставки',
  tryOutIntro: 'Ответ почтового сервера зависит от начала адреса получателя:',
  refused: 'такого ящика нет (550 5.1.1), навсегда',
  deferred: 'временный отказ (451 4.2.0) при первой попытке, при следующей письмо принимается',
  full: 'ящик переполнен (452 4.2.2), временно',
  filterLabel: 'Получатель',
  filter: 'Показать',
  all: 'Показать все',
  refresh: 'Обновить',
  empty: 'Писем пока нет.',
  older: 'Более старые',
  newest: 'К самым новым',
  from: 'От',
  to: 'Кому',
  subject: 'Тема',
  received: 'Получено',
  noSubject: '(без темы)',
  nobody: '(пустой обратный адрес)',
  html: 'HTML',
  text: 'Текст',
  headers: 'Заголовки',
  source: 'Исходник',
  cut: 'Показано только начало.',
  asJson: 'Открыть как JSON',
  back: 'Ко всем письмам',
  neither: 'В письме нет ни HTML, ни текста.',
};

const english: typeof russian = {
  title: 'Development inbox',
  intro:
    'Every mail lands here while SMTP_URL is not set: nothing leaves this machine. The latest 10,000 are kept. In production (NODE_ENV=production) this page does not exist.',
  tryOut: 'Trying out failed deliveries',
  tryOutIntro: 'The mail server answers by the beginning of the recipient’s address:',
  refused: 'no such mailbox (550 5.1.1), for good',
  deferred: 'a temporary refusal (451 4.2.0) at the first try; the next one is taken',
  full: 'the mailbox is full (452 4.2.2), temporarily',
  filterLabel: 'Recipient',
  filter: 'Show',
  all: 'Show all',
  refresh: 'Refresh',
  empty: 'No mails yet.',
  older: 'Older',
  newest: 'Back to the newest',
  from: 'From',
  to: 'To',
  subject: 'Subject',
  received: 'Received',
  noSubject: '(no subject)',
  nobody: '(empty return path)',
  html: 'HTML',
  text: 'Text',
  headers: 'Headers',
  source: 'Source',
  cut: 'Only the beginning is shown.',
  asJson: 'Open as JSON',
  back: 'All mails',
  neither: 'The mail has neither HTML nor text.',
};

export const pageTexts: Readonly<Record<PageLanguage, typeof russian>> = { ru: russian, en: english };
