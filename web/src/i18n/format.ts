// Numbers and times as people read them. A time always names its zone.
import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import type { Language } from './index';

export interface Format {
  /** `чт, 31.12.2026, 09:30 GMT+3` */
  time(iso: string, timeZone?: string): string;
  /** The same with seconds and milliseconds: `31.12.2026, 09:30:05,123 GMT+3` */
  exactTime(iso: string, timeZone?: string): string;
  /** `31.12.2026` */
  day(iso: string, timeZone?: string): string;
  /** `через 5 минут`, `3 дня назад` */
  fromNow(iso: string, now: number): string;
  number(value: number): string;
  percent(share: number): string;
  /** Bytes: `1,5 МБ` */
  size(bytes: number): string;
  /** Milliseconds: `850 мс`, `2 мин 5 с` */
  duration(ms: number): string;
}

/** The zone of this browser. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function useFormat(): Format {
  const language = useLocale();
  return useMemo(() => formatIn(language), [language]);
}

const localeOf: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

export function formatIn(language: Language): Format {
  const locale = localeOf[language];
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  const inZone = (iso: string, options: Intl.DateTimeFormatOptions, timeZone = ownTimeZone()) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(iso));
  return {
    time: (iso, timeZone) => inZone(iso, { ...dayParts, weekday: 'short', ...timeParts }, timeZone),
    exactTime: (iso, timeZone) =>
      inZone(iso, { ...dayParts, ...timeParts, second: '2-digit', fractionalSecondDigits: 3 }, timeZone),
    day: (iso, timeZone) => inZone(iso, dayParts, timeZone),
    fromNow: (iso, now) => relative(locale, new Date(iso).getTime() - now),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    size(bytes) {
      const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
      const step = Math.min(steps.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
      return unit(bytes / 1024 ** step, steps[step]!, step > 1 ? 1 : 0);
    },
    duration(ms) {
      if (ms < 1000) return unit(Math.round(ms), 'millisecond');
      if (ms < 10_000) return unit(ms / 1000, 'second', 1);
      const seconds = Math.round(ms / 1000);
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      const parts = [
        hours > 0 && unit(hours, 'hour'),
        minutes > 0 && unit(minutes, 'minute'),
        hours === 0 && seconds % 60 > 0 && unit(seconds % 60, 'second'),
      ];
      return parts.filter(Boolean).join(' ');
    },
  };
}

const dayParts = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
/** 24 hours, and the offset beside them. */
const timeParts = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
} as const;

const relativeSteps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function relative(locale: string, ms: number): string {
  const [name, length] = relativeSteps.find(([, length]) => Math.abs(ms) >= length) ?? relativeSteps[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(ms / length), name);
}
