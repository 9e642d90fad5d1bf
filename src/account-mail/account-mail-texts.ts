// What the mails of an account say. Nothing that a user wrote stands in them: whoever registers somebody else's
// address must not be able to send them words of their own.

export const accountMailKinds = [
  'confirmation',
  'invitation',
  'password_reset',
  'address_taken',
  'address_change',
  'password_changed',
  'password_reset_done',
  'address_changed',
  'mailing_paused',
] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

export type MailLanguage = 'ru' | 'en';

export interface AccountMailText {
  subject: string;
  /** Paragraphs before the link. */
  before: readonly string[];
  /** What the link says. */
  button: string;
  /** True where the mail makes no sense without `values.url`. */
  needsUrl: boolean;
  /** Paragraphs after it. */
  after: readonly string[];
}

export const commonTexts: Readonly<Record<MailLanguage, { greeting: string; urlHint: string }>> = {
  ru: { greeting: 'Здравствуйте!', urlHint: 'Если кнопка не нажимается, откройте этот адрес:' },
  en: { greeting: 'Hello!', urlHint: 'If the button does not work, open this address:' },
};

const expiry = {
  ru: 'Ссылка срабатывает один раз и действует недолго.',
  en: 'The link works once and only for a short time.',
};
const ignore = {
  ru: 'Если вы об этом не просили, просто удалите это письмо: ничего не изменится.',
  en: 'If you did not ask for this, just delete this mail: nothing will change.',
};

export const accountMailTexts: Readonly<
  Record<AccountMailKind, Readonly<Record<MailLanguage, AccountMailText>>>
> = {
  confirmation: {
    ru: {
      subject: 'Подтвердите адрес почты',
      before: ['Чтобы начать работу в Postledger, подтвердите, что этот адрес ваш.'],
      button: 'Подтвердить адрес',
      needsUrl: true,
      after: [expiry.ru, ignore.ru],
    },
    en: {
      subject: 'Confirm your address',
      before: ['To start with Postledger, please confirm that this address is yours.'],
      button: 'Confirm the address',
      needsUrl: true,
      after: [expiry.en, ignore.en],
    },
  },
  invitation: {
    ru: {
      subject: 'Вас пригласили в Postledger',
      before: ['Для вас создан аккаунт в Postledger. Придумайте пароль, чтобы войти.'],
      button: 'Придумать пароль',
      needsUrl: true,
      after: [expiry.ru, 'Если вы не ждали приглашения, просто удалите это письмо.'],
    },
    en: {
      subject: 'You are invited to Postledger',
      before: ['An account in Postledger was made for you. Choose a password to log in.'],
      button: 'Choose a password',
      needsUrl: true,
      after: [expiry.en, 'If you did not expect an invitation, just delete this mail.'],
    },
  },
  password_reset: {
    ru: {
      subject: 'Новый пароль',
      before: ['Кто-то, надеемся вы, попросил сменить пароль вашего аккаунта в Postledger.'],
      button: 'Задать новый пароль',
      needsUrl: true,
      after: [expiry.ru, ignore.ru],
    },
    en: {
      subject: 'A new password',
      before: ['Somebody, hopefully you, asked for a new password for your Postledger account.'],
      button: 'Set a new password',
      needsUrl: true,
      after: [expiry.en, ignore.en],
    },
  },
  address_taken: {
    ru: {
      subject: 'У вас уже есть аккаунт',
      before: [
        'Кто-то, возможно вы, попытался зарегистрироваться в Postledger с этим адресом. Но аккаунт с ним уже есть.',
        'Если это были вы, войдите со своим паролем или задайте новый.',
      ],
      button: 'Открыть Postledger',
      needsUrl: false,
      after: ['Если это были не вы, делать ничего не нужно: с аккаунтом всё в порядке.'],
    },
    en: {
      subject: 'You have an account already',
      before: [
        'Somebody, perhaps you, tried to register with Postledger under this address. But it has an account already.',
        'If it was you, log in with your password or set a new one.',
      ],
      button: 'Open Postledger',
      needsUrl: false,
      after: ['If it was not you, there is nothing to do: your account is fine.'],
    },
  },
  address_change: {
    ru: {
      subject: 'Подтвердите новый адрес почты',
      before: ['Этот адрес указан как новый адрес аккаунта в Postledger. Подтвердите, что он ваш.'],
      button: 'Подтвердить новый адрес',
      needsUrl: true,
      after: [expiry.ru, ignore.ru],
    },
    en: {
      subject: 'Confirm your new address',
      before: [
        'This address was given as the new one of a Postledger account. Please confirm that it is yours.',
      ],
      button: 'Confirm the new address',
      needsUrl: true,
      after: [expiry.en, ignore.en],
    },
  },
  password_changed: {
    ru: {
      subject: 'Пароль изменён',
      before: [
        'Пароль вашего аккаунта в Postledger изменён, все прежние входы завершены. Ключи API продолжают работать.',
      ],
      button: 'Открыть Postledger',
      needsUrl: false,
      after: ['Если это были не вы, сразу задайте новый пароль и напишите нам.'],
    },
    en: {
      subject: 'Your password was changed',
      before: [
        'The password of your Postledger account was changed, and all earlier log-ins were ended. API keys go on working.',
      ],
      button: 'Open Postledger',
      needsUrl: false,
      after: ['If it was not you, set a new password at once and write to us.'],
    },
  },
  password_reset_done: {
    ru: {
      subject: 'Пароль изменён',
      before: [
        'Для вашего аккаунта в Postledger задан новый пароль по ссылке из письма. Все прежние входы завершены, все ключи API удалены.',
        'Если вашим программам нужны ключи API, создайте новые.',
      ],
      button: 'Открыть Postledger',
      needsUrl: false,
      after: ['Если это были не вы, сразу задайте новый пароль и напишите нам.'],
    },
    en: {
      subject: 'Your password was changed',
      before: [
        'A new password was set for your Postledger account by a mailed link. All earlier log-ins were ended, and all API keys were deleted.',
        'If your programs need API keys, create new ones.',
      ],
      button: 'Open Postledger',
      needsUrl: false,
      after: ['If it was not you, set a new password at once and write to us.'],
    },
  },
  mailing_paused: {
    ru: {
      subject: 'Рассылка приостановлена',
      before: [
        'Почтовый сервер отказывает вашей рассылке, и Postledger её приостановил: никто ничего не получил дважды, никто не потерян.',
        'Причина указана в самой рассылке. Когда она устранена, возобновите рассылку: она продолжится с того же места.',
      ],
      button: 'Открыть Postledger',
      needsUrl: false,
      after: [],
    },
    en: {
      subject: 'Your mailing is paused',
      before: [
        'The mail server refuses your mailing, so Postledger paused it: nobody got it twice, and nobody is lost.',
        'The mailing says why. Once that is mended, resume it: it goes on where it stopped.',
      ],
      button: 'Open Postledger',
      needsUrl: false,
      after: [],
    },
  },
  address_changed: {
    ru: {
      subject: 'Адрес аккаунта изменён',
      before: ['Аккаунт в Postledger, у которого был этот адрес, теперь пользуется другим.'],
      button: 'Открыть Postledger',
      needsUrl: false,
      after: ['Если это были не вы, сразу напишите нам.'],
    },
    en: {
      subject: 'The address of your account was changed',
      before: ['The Postledger account that had this address uses another one now.'],
      button: 'Open Postledger',
      needsUrl: false,
      after: ['If it was not you, write to us at once.'],
    },
  },
};
