// What the pages behind mailed links say, in both languages.
import type { PageLanguage } from '../../http/page-language.js';

export const accountPages = ['confirm', 'reset', 'invite'] as const;
export type AccountPage = (typeof accountPages)[number];

/** Answers of the API, by their codes, and what else the page may have to say. */
export type PageMessages = Readonly<Record<string, string>>;

export interface AccountPageTexts {
  title: string;
  intro: string;
  button: string;
  done: string;
}

interface CommonTexts {
  password: string;
  passwordHint: string;
  showPassword: string;
  noScript: string;
  toSite: string;
  messages: PageMessages;
}

export const accountPageTexts: Readonly<
  Record<PageLanguage, Readonly<Record<AccountPage, AccountPageTexts>>>
> = {
  ru: {
    confirm: {
      title: 'Подтверждение адреса',
      intro: 'Нажмите кнопку, чтобы подтвердить, что этот адрес почты ваш.',
      button: 'Подтвердить адрес',
      done: 'Готово: адрес подтверждён. Теперь можно войти.',
    },
    reset: {
      title: 'Новый пароль',
      intro: 'Придумайте новый пароль. Все прежние входы в аккаунт будут завершены.',
      button: 'Сохранить пароль',
      done: 'Готово: пароль изменён. Теперь можно войти с ним.',
    },
    invite: {
      title: 'Добро пожаловать в Postledger',
      intro: 'Для вас создан аккаунт. Придумайте пароль, чтобы войти.',
      button: 'Сохранить пароль',
      done: 'Готово: аккаунт открыт. Теперь можно войти.',
    },
  },
  en: {
    confirm: {
      title: 'Confirm your address',
      intro: 'Press the button to confirm that this address is yours.',
      button: 'Confirm the address',
      done: 'Done: the address is confirmed. You can log in now.',
    },
    reset: {
      title: 'A new password',
      intro: 'Choose a new password. All earlier log-ins of the account will be ended.',
      button: 'Save the password',
      done: 'Done: the password is changed. You can log in with it now.',
    },
    invite: {
      title: 'Welcome to Postledger',
      intro: 'An account was made for you. Choose a password to log in.',
      button: 'Save the password',
      done: 'Done: the account is open. You can log in now.',
    },
  },
};

export const commonPageTexts: Readonly<Record<PageLanguage, CommonTexts>> = {
  ru: {
    password: 'Пароль',
    passwordHint: 'От 8 до 128 символов, любых. Лучше всего несколько слов.',
    showPassword: 'Показать пароль',
    noScript: 'Для этой страницы в браузере нужно включить JavaScript.',
    toSite: 'Перейти на сайт',
    messages: {
      'auth.link_invalid': 'Ссылка неверна. Откройте её из письма ещё раз, целиком.',
      'auth.link_expired': 'Ссылкой уже воспользовались, или она устарела. Запросите новую.',
      'auth.busy': 'Сейчас слишком много запросов. Попробуйте через несколько секунд.',
      'user.email_taken': 'Этот адрес тем временем занял другой аккаунт.',
      bad_password_length: 'В пароле должно быть от 8 до 128 символов.',
      digits_only: 'Одних цифр мало: добавьте буквы или слова.',
      common_password: 'Этот пароль подбирают одним из первых. Придумайте другой.',
      failed: 'Не получилось. Попробуйте ещё раз немного позже.',
    },
  },
  en: {
    password: 'Password',
    passwordHint: '8 to 128 characters, whichever you like. Several words are best.',
    showPassword: 'Show the password',
    noScript: 'This page needs JavaScript; please turn it on.',
    toSite: 'Go to the site',
    messages: {
      'auth.link_invalid': 'The link is not right. Open it from the mail again, all of it.',
      'auth.link_expired': 'The link was used already, or its time is over. Ask for a new one.',
      'auth.busy': 'There are too many requests just now. Try again in a few seconds.',
      'user.email_taken': 'Another account took this address meanwhile.',
      bad_password_length: 'A password has 8 to 128 characters.',
      digits_only: 'Digits alone are not enough: add letters or words.',
      common_password: 'This password is one of the first that are guessed. Choose another.',
      failed: 'That did not work. Please try again a little later.',
    },
  },
};
