import { fieldProblem } from '../../domain/errors.js';
import { parseTime, WallTimeError } from '../../domain/wall-time.js';

/** The time as written, read in the zone where it has no offset of its own. Throws 400 on the field `publishAt`. */
export function publishTime(written: string | null | undefined, timezone: string): Date | null {
  if (written === null || written === undefined) return null;
  try {
    return new Date(parseTime(written, timezone));
  } catch (fault) {
    if (fault instanceof WallTimeError) throw fieldProblem('publishAt', fault.code, fault.message);
    throw fault;
  }
}
