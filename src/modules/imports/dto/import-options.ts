import { fieldProblem } from '../../../domain/errors.js';
import type { UploadFields } from '../../../http/upload.js';
import { type MergeRule, mergeRules } from '../import.entity.js';

/** The fields beside the file, as JSON schema. */
export const importFields = {
  merge: { type: 'string', enum: [...mergeRules], default: 'update' },
  dryRun: { type: 'boolean', default: false },
};

/** @throws DomainError `request.invalid` */
export function readImportOptions({ merge = 'update', dryRun = 'false' }: UploadFields<'merge' | 'dryRun'>): {
  merge: MergeRule;
  dryRun: boolean;
} {
  const rule = mergeRules.find((one) => one === merge);
  if (!rule) throw fieldProblem('merge', 'not_in_list', `must be one of ${mergeRules.join(', ')}`);
  if (dryRun !== 'true' && dryRun !== 'false') {
    throw fieldProblem('dryRun', 'not_boolean', 'must be true or false');
  }
  return { merge: rule, dryRun: dryRun === 'true' };
}
