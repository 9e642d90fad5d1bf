import { escapeHeader } from './header-text.js';
import { escapeHtml, fillTemplate, parseTemplate } from './personalization.js';

/** The texts of a message, with or without slots. */
export interface LetterTexts {
  subject: string;
  html: string | null;
  text: string | null;
}

/** The letter as one client gets it: for previews and for the record of what was sent. Throws on a broken template. */
export function renderLetter(run: LetterTexts, slots: Readonly<Record<string, string>>): LetterTexts {
  const filled = (template: string, escape: (value: string) => string) =>
    fillTemplate(parseTemplate(template), slots, escape);
  return {
    subject: filled(run.subject, escapeHeader),
    html: run.html === null ? null : filled(run.html, escapeHtml),
    text: run.text === null ? null : filled(run.text, (value) => value),
  };
}
