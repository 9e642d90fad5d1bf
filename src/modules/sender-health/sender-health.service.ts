import { Injectable } from '@nestjs/common';
import { Remembered } from '../../cache/remembered.js';
import { AppConfig } from '../../config/app-config.js';
import { UsersService } from '../users/users.service.js';
import type { SenderHealthResponse } from './dto/sender-health.response.js';
import { checkTexts, reasonTexts, type Sentence, summaryTexts, trialTexts } from './sender-health-texts.js';
import { type Finding, type SenderSurvey, surveySender } from './sender-survey.js';

type Language = keyof Sentence;

/** The DNS is asked once a minute, however many ask. */
const lifetime = { lifeMs: 60_000, renewAfterMs: 60_000 };

const longestFound = 1_000;

@Injectable()
export class SenderHealthService {
  constructor(
    private readonly config: AppConfig,
    private readonly remembered: Remembered,
    private readonly users: UsersService,
  ) {}

  /** In the language of the user. Never throws for the DNS: what does not answer is `unknown`. */
  async readFor(userId: string): Promise<SenderHealthResponse> {
    const { language } = await this.users.get(userId);
    return this.read(language);
  }

  async read(language: Language): Promise<SenderHealthResponse> {
    const { value, asOf } = await this.remembered.read('sender-health', lifetime, () =>
      surveySender(this.config),
    );
    return {
      domain: value.domain,
      checkedAt: new Date(asOf),
      summary: summaryOf(value, language),
      checks: value.findings.map((finding) => checkOf(finding, language)),
    };
  }
}

function checkOf({ name, status, reason, found, line, values }: Finding, language: Language) {
  const text = filled(reasonTexts[reason][language], values);
  return { name, status, found: found?.slice(0, longestFound) ?? null, advice: { text, dns: line ?? null } };
}

function summaryOf({ trial, findings }: SenderSurvey, language: Language): string {
  if (trial) return trialTexts[trial][language];
  const faulty = findings.filter(({ status }) => status === 'warning' || status === 'missing');
  const unclear = findings.filter(({ status }) => status === 'unknown');
  const checks = (listed: Finding[]) => ({
    checks: listed.map(({ name }) => checkTexts[name][language]).join(', '),
  });
  if (faulty.length > 0) return filled(summaryTexts.faulty[language], checks(faulty));
  if (unclear.length > 0) return filled(summaryTexts.unclear[language], checks(unclear));
  return summaryTexts.fine[language];
}

function filled(text: string, values: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
