import { describe, expect, it } from 'vitest';
import type { ProblemCode } from './errors.js';
import { mailingActions, refusalOf, type MailingAction, type MailingState } from './mailing-status.js';

const now = Date.parse('2027-05-01T10:00:00Z');
const aMailing: MailingState = {
  status: 'created',
  paused: false,
  disabled: false,
  endAt: now + 1,
  hasOpenRun: false,
};

describe('The state of a mailing refuses', () => {
  it.each<[string, Partial<MailingState>, Partial<Record<MailingAction, ProblemCode>>]>([
    ['nothing of a new one', {}, {}],
    ['nothing of one without an end', { endAt: null }, {}],
    ['nothing of one between two runs', { status: 'running' }, {}],
    ['a second run', { status: 'running', hasOpenRun: true }, { run: 'mailing.already_running' }],
    ['a run while paused', { paused: true }, { run: 'mailing.paused' }],
    [
      'run and resume while disabled',
      { disabled: true },
      { run: 'mailing.disabled', resume: 'mailing.disabled' },
    ],
    [
      'run and resume while disabled, paused and running',
      { disabled: true, paused: true, hasOpenRun: true },
      { run: 'mailing.disabled', resume: 'mailing.disabled' },
    ],
    [
      'runs and edits from its end on',
      { endAt: now },
      { run: 'mailing.past_its_end', edit: 'mailing.past_its_end' },
    ],
    [
      'all but the switch when completed',
      { status: 'completed', disabled: true, paused: true, endAt: now - 1 },
      {
        run: 'mailing.already_completed',
        stop: 'mailing.already_completed',
        pause: 'mailing.already_completed',
        resume: 'mailing.already_completed',
        edit: 'mailing.already_completed',
      },
    ],
  ])('%s', (_, changes, expected) => {
    const mailing = { ...aMailing, ...changes };
    const refusals = mailingActions.map((action) => [action, refusalOf(action, mailing, now)] as const);
    expect(Object.fromEntries(refusals.filter(([, code]) => code !== null))).toEqual(expected);
  });
});
