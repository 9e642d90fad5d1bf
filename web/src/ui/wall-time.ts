// A time as a clock on the wall shows it, without a zone: `2026-12-31T09:30`. The service reads it in the mailing's.

const typed = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})(?:,?\s+|T)(\d{1,2}):(\d{2})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})/;

/** `31.12.2026 09:30`, `31.12.26 09:30` or ISO; null for what is no time, such as `31.02.2033 10:00`. */
export function readWallTime(text: string): string | null {
  const given = typed.exec(text.trim());
  if (given) {
    const [, day, month, year, hour, minute] = given.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return wallTime(year < 100 ? 2000 + year : year, month, day, hour, minute);
  }
  const standard = iso.exec(text.trim());
  if (!standard) return null;
  const [, year, month, day, hour, minute] = standard.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return wallTime(year, month, day, hour, minute);
}

function wallTime(year: number, month: number, day: number, hour: number, minute: number): string | null {
  const isTime = hour < 24 && minute < 60 && month >= 1 && month <= 12;
  if (!isTime || day < 1 || day > daysIn(year, month)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
