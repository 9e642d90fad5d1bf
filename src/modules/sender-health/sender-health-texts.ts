// What is told of the sender, in words that a shop owner can hand to whoever keeps the domain.
import type { DkimReason } from '../../domain/dkim-record.js';
import type { DmarcReason } from '../../domain/dmarc.js';
import type { TrialReason } from '../../domain/sender-finding.js';
import type { RouteReason } from '../../domain/sender-route.js';
import type { SpfReason } from '../../domain/spf.js';

export type Reason = SpfReason | DkimReason | DmarcReason | RouteReason;

export type Sentence = Readonly<Record<'ru' | 'en', string>>;

/** `{name}` is filled from the values of the finding. */
export const reasonTexts: Readonly<Record<Reason, Sentence>> = {
  dns_silent: {
    ru: 'DNS не ответил ({domain}), поэтому проверить не удалось. Попробуйте через минуту.',
    en: 'The DNS did not answer ({domain}), so this could not be checked. Try again in a minute.',
  },
  spf_none: {
    ru: 'У домена {domain} нет записи SPF: почтовые службы не знают, кому можно слать письма от его имени. Добавьте запись TXT; если письма отправляет почтовый сервис, возьмите её строку include: из его инструкции.',
    en: 'The domain {domain} has no SPF record: mailbox providers do not know who may send in its name. Add a TXT record; if a mail service sends for you, take its include: from its instructions.',
  },
  spf_many: {
    ru: 'У домена {domain} несколько записей SPF, поэтому не действует ни одна. Объедините их в одну, лишние удалите.',
    en: 'The domain {domain} has several SPF records, so none of them counts. Join them into one and delete the rest.',
  },
  spf_broken: {
    ru: 'Запись SPF домена {domain} содержит ошибку или ссылается на домен, у которого такой записи нет. Почтовые службы не смогут её применить: исправьте запись.',
    en: 'The SPF record of {domain} has a mistake, or refers to a domain that has no such record. Mailbox providers cannot use it: correct the record.',
  },
  spf_lookups: {
    ru: 'Запись SPF домена {domain} требует больше 10 запросов к DNS, поэтому почтовые службы её отвергают. Уберите лишние include, a и mx.',
    en: 'The SPF record of {domain} takes more than 10 questions to the DNS, so mailbox providers reject it. Remove include, a and mx that are not needed.',
  },
  spf_everybody: {
    ru: 'Запись SPF домена {domain} разрешает слать письма от его имени кому угодно. Это опасно: замените +all на ~all.',
    en: 'The SPF record of {domain} lets anybody send in its name. That is dangerous: replace +all by ~all.',
  },
  spf_relay_unseen: {
    ru: 'Запись SPF у домена {domain} есть. С какого адреса письма выходят в интернет, отсюда не видно: убедитесь, что этот адрес в ней назван.',
    en: 'The domain {domain} has an SPF record. From which address the mails go out to the world cannot be seen from here: make sure that it is named there.',
  },
  spf_not_covered: {
    ru: 'Запись SPF домена {domain} не называет почтовый сервер, через который идут письма ({addresses}). Если письма отправляет почтовый сервис, добавьте include: из его инструкции; если сервер ваш, добавьте его адрес.',
    en: 'The SPF record of {domain} does not name the mail server that takes the mails ({addresses}). If a mail service sends for you, add the include: from its instructions; if the server is yours, add its address.',
  },
  spf_ok: {
    ru: 'SPF в порядке: почтовый сервер может отправлять письма от имени {domain}.',
    en: 'SPF is fine: the mail server may send in the name of {domain}.',
  },
  dkim_off: {
    ru: 'Письма здесь не подписываются (DKIM). Gmail, Yahoo и Microsoft требуют подпись от всех, кто рассылает много. Попросите администратора задать DKIM_DOMAIN, DKIM_SELECTOR и DKIM_PRIVATE_KEY или включить подпись на почтовом сервере.',
    en: 'Mails are not signed here (DKIM). Gmail, Yahoo and Microsoft demand a signature from bulk senders. Ask the administrator to set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY, or to have the mail server sign.',
  },
  dkim_none: {
    ru: 'Письма подписываются, но ключа для проверки подписи в DNS нет, и подпись не засчитывают. Добавьте эту запись TXT.',
    en: 'Mails are signed, but the key to check the signature is not in the DNS, so the signature does not count. Add this TXT record.',
  },
  dkim_many: {
    ru: 'Для ключа DKIM в DNS стоит несколько записей, и какую возьмут, неизвестно. Оставьте одну, вот эту.',
    en: 'The DNS has several records for the DKIM key, and nobody knows which is taken. Keep one, this one.',
  },
  dkim_broken: {
    ru: 'Запись DKIM в DNS содержит ошибку или не подходит для писем. Замените её на эту.',
    en: 'The DKIM record in the DNS has a mistake or is not meant for mail. Replace it by this one.',
  },
  dkim_revoked: {
    ru: 'Ключ DKIM в DNS отозван (пустое p=), поэтому подпись считается неверной. Замените запись на эту.',
    en: 'The DKIM key in the DNS is revoked (an empty p=), so the signature counts as wrong. Replace the record by this one.',
  },
  dkim_other_key: {
    ru: 'В DNS стоит другой ключ DKIM, не тот, которым подписываются письма: подпись считается неверной. Замените запись на эту.',
    en: 'The DNS has another DKIM key than the one that signs the mails: the signature counts as wrong. Replace the record by this one.',
  },
  dkim_testing: {
    ru: 'Запись DKIM помечена как пробная (t=y), и некоторые почтовые службы такую подпись не засчитывают. Замените её на эту.',
    en: 'The DKIM record is marked as a test (t=y), and some mailbox providers ignore such a signature. Replace it by this one.',
  },
  dkim_short: {
    ru: 'DKIM работает, но ключ короткий ({bits} бит). Попросите администратора сделать новый, на 2048 бит.',
    en: 'DKIM works, but its key is short ({bits} bits). Ask the administrator for a new one of 2048 bits.',
  },
  dkim_ed25519: {
    ru: 'Ключ DKIM стоит в DNS, но он вида Ed25519, а такие проверяют не все почтовые службы. Надёжнее ключ RSA на 2048 бит.',
    en: 'The DKIM key is in the DNS, but it is of the kind Ed25519, which not all mailbox providers check. An RSA key of 2048 bits is safer.',
  },
  dkim_ok: {
    ru: 'DKIM в порядке: ключ в DNS тот, которым подписываются письма ({bits} бит).',
    en: 'DKIM is fine: the key in the DNS is the one that signs the mails ({bits} bits).',
  },
  dmarc_none: {
    ru: 'У домена {domain} нет записи DMARC, а Gmail, Yahoo и Microsoft требуют её от всех, кто рассылает много. Добавьте запись TXT; в rua укажите ящик, который вы читаете.',
    en: 'The domain {domain} has no DMARC record, which Gmail, Yahoo and Microsoft demand from bulk senders. Add a TXT record; in rua name a mailbox that you read.',
  },
  dmarc_many: {
    ru: 'У домена {domain} несколько записей DMARC, поэтому не действует ни одна. Оставьте одну.',
    en: 'The domain {domain} has several DMARC records, so none of them counts. Keep one.',
  },
  dmarc_broken: {
    ru: 'Запись DMARC домена {domain} содержит ошибку, и её не применят. Начать можно с такой.',
    en: 'The DMARC record of {domain} has a mistake, so it does not count. You can begin with this one.',
  },
  dmarc_not_aligned: {
    ru: 'DMARC есть, но письма его не проходят: домен отправителя {domain} не совпадает ни с доменом подписи DKIM ({dkim}), ни с адресом для возвратов ({envelope}). Подписывайте письма доменом отправителя.',
    en: 'There is DMARC, but the mails do not pass it: the sender’s domain {domain} agrees neither with the domain of the DKIM signature ({dkim}) nor with the address for bounces ({envelope}). Sign the mails with the sender’s domain.',
  },
  dmarc_watching: {
    ru: 'DMARC в порядке и пока только наблюдает (p=none): для рассылок этого достаточно. Когда в отчётах не останется чужого, можно перейти на p=quarantine.',
    en: 'DMARC is fine and only watches so far (p=none): that is enough for bulk mail. Once the reports show nothing strange, you can go on to p=quarantine.',
  },
  dmarc_ok: {
    ru: 'DMARC в порядке (p={policy}).',
    en: 'DMARC is fine (p={policy}).',
  },
  ptr_relay_unseen: {
    ru: 'С какого адреса письма выходят в интернет, отсюда не видно. Убедитесь, что у него есть имя в обратной зоне DNS (PTR) и что это имя ведёт обратно к нему.',
    en: 'From which address the mails go out to the world cannot be seen from here. Make sure that it has a name in the DNS (PTR) and that this name leads back to it.',
  },
  ptr_none: {
    ru: 'У адреса почтового сервера ({addresses}) нет имени в DNS (PTR): Gmail и другие отклоняют такую почту. Имя задаёт тот, кто предоставил адрес: хостинг или провайдер.',
    en: 'The address of the mail server ({addresses}) has no name in the DNS (PTR): Gmail and others reject such mail. The name is set by whoever gave you the address: the host or the provider.',
  },
  ptr_not_confirmed: {
    ru: 'Имя почтового сервера в DNS (PTR) не ведёт обратно к его адресу ({addresses}). Сделайте так, чтобы запись A или AAAA этого имени указывала на этот адрес.',
    en: 'The name of the mail server in the DNS (PTR) does not lead back to its address ({addresses}). Let the A or AAAA record of that name point to this address.',
  },
  ptr_ok: {
    ru: 'У почтового сервера есть имя в DNS, и оно ведёт обратно к нему.',
    en: 'The mail server has a name in the DNS, and the name leads back to it.',
  },
  mx_none: {
    ru: 'Домен {domain} не принимает почту: ответы клиентов пропадут, а почтовые службы не доверяют таким отправителям. Добавьте запись MX.',
    en: 'The domain {domain} takes no mail: answers of clients are lost, and mailbox providers do not trust such senders. Add an MX record.',
  },
  mx_null: {
    ru: 'Домен {domain} объявил, что не принимает почту (MX «.»): ответы пропадут, и часть служб отклонит письма. Укажите сервер, который принимает почту.',
    en: 'The domain {domain} says that it takes no mail (MX “.”): answers are lost, and some providers reject the mails. Name a server that takes mail.',
  },
  mx_address_only: {
    ru: 'У домена {domain} нет записи MX, почту ждёт его собственный адрес. Если там нет почтового сервера, ответы пропадут: добавьте запись MX.',
    en: 'The domain {domain} has no MX record, so mail goes to its own address. If there is no mail server, answers are lost: add an MX record.',
  },
  mx_ok: {
    ru: 'Домен {domain} принимает ответы.',
    en: 'The domain {domain} takes answers.',
  },
  bounce_mx_none: {
    ru: 'Домен для возвратов {domain} не принимает почту: возвраты пропадут, а многие службы отклонят и сами письма. Добавьте запись MX.',
    en: 'The domain for bounces {domain} takes no mail: bounces are lost, and many providers reject the mails themselves. Add an MX record.',
  },
  bounce_mx_ok: {
    ru: 'Домен для возвратов {domain} принимает почту.',
    en: 'The domain for bounces {domain} takes mail.',
  },
  tls_inside: {
    ru: 'Почтовый сервер стоит внутри вашей сети. Шифрует ли он письма дальше, отсюда не видно.',
    en: 'The mail server is inside your own network. Whether it encrypts further on cannot be seen from here.',
  },
  tls_optional: {
    ru: 'Письма шифруются по дороге к почтовому серверу, только если он это предложит. Попросите администратора потребовать шифрование: smtps:// или ?tls=required в SMTP_URL.',
    en: 'Mails are encrypted on their way to the mail server only if it offers that. Ask the administrator to demand it: smtps:// or ?tls=required in SMTP_URL.',
  },
  tls_ok: {
    ru: 'К почтовому серверу письма идут только зашифрованными.',
    en: 'Mails go to the mail server encrypted, or not at all.',
  },
  unsubscribe_not_https: {
    ru: 'Отписка в один клик есть в каждом письме, но Gmail и Yahoo признают её только по https. Попросите администратора открыть сервис по https и записать этот адрес в PUBLIC_URL.',
    en: 'Every mail has one-click unsubscribing, but Gmail and Yahoo accept it only by https. Ask the administrator to serve by https and to put that address into PUBLIC_URL.',
  },
  unsubscribe_unreachable: {
    ru: 'Ссылка для отписки ведёт на адрес, который из интернета не открывается. Попросите администратора записать в PUBLIC_URL адрес https, который открывается у всех.',
    en: 'The link to unsubscribe leads to an address that cannot be opened from the outside. Ask the administrator to put an https address that everybody can open into PUBLIC_URL.',
  },
  unsubscribe_ok: {
    ru: 'В каждом письме есть отписка в один клик.',
    en: 'Every mail has one-click unsubscribing.',
  },
};

export const trialTexts: Readonly<Record<TrialReason, Sentence>> = {
  no_relay: {
    ru: 'Почтовый сервер не задан (SMTP_URL): письма не отправляются, проверять нечего.',
    en: 'No mail server is set (SMTP_URL): no mails leave, so there is nothing to check.',
  },
  built_in: {
    ru: 'Это пробная установка: письма остаются во встроенном почтовом сервере, проверять нечего.',
    en: 'This is a set-up for trying out: mails stay in the built-in mail server, so there is nothing to check.',
  },
  relay_here: {
    ru: 'Это пробная установка: почтовый сервер на этой же машине, проверять нечего.',
    en: 'This is a set-up for trying out: the mail server is on this machine, so there is nothing to check.',
  },
  reserved_sender: {
    ru: 'Это пробная установка: адрес отправителя (MAIL_FROM) не настоящий, проверять нечего.',
    en: 'This is a set-up for trying out: the sender’s address (MAIL_FROM) is not a real one, so there is nothing to check.',
  },
};

/** `{checks}`: names of the checks, as people know them. */
export const summaryTexts = {
  fine: {
    ru: 'Всё в порядке: домен отправителя настроен так, как требуют Gmail, Yahoo и Microsoft.',
    en: 'All is well: the sender’s domain is set up as Gmail, Yahoo and Microsoft demand.',
  },
  faulty: {
    ru: 'Письма могут попадать в спам или не доходить. Исправьте: {checks}.',
    en: 'Mails may land in spam or not arrive. To mend: {checks}.',
  },
  unclear: {
    ru: 'Ошибок не найдено, но проверить удалось не всё: {checks}.',
    en: 'No faults were found, but not all could be checked: {checks}.',
  },
} as const satisfies Record<string, Sentence>;

export const checkTexts = {
  spf: { ru: 'SPF', en: 'SPF' },
  bounce_spf: { ru: 'SPF домена для возвратов', en: 'SPF of the domain for bounces' },
  dkim: { ru: 'DKIM', en: 'DKIM' },
  dmarc: { ru: 'DMARC', en: 'DMARC' },
  ptr: { ru: 'имя почтового сервера (PTR)', en: 'the name of the mail server (PTR)' },
  sender_mx: { ru: 'приём ответов (MX)', en: 'taking answers (MX)' },
  bounce_mx: { ru: 'приём возвратов (MX)', en: 'taking bounces (MX)' },
  tls: { ru: 'шифрование', en: 'encryption' },
  unsubscribe: { ru: 'отписка в один клик', en: 'one-click unsubscribing' },
} as const;
