export type PageLanguage = 'ru' | 'en';

/** Russian, unless the browser ranks English higher (RFC 9110 section 12.5.4). */
export function pageLanguageOf(acceptLanguage: string | undefined): PageLanguage {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight);
  return ranked.find(({ language }) => language === 'en' || language === 'ru')?.language === 'en'
    ? 'en'
    : 'ru';
}
