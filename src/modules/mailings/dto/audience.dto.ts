import { Transform, Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { isUuid } from '../../../http/id.pipe.js';
import { type FieldRule, isStorableText, MayBeAbsent, Obeys } from '../../../http/field-rules.js';

const mostClients = 10_000;
const mostFilterValues = 1_000;
const longestTag = 100;

export const isPlainObject: FieldRule = {
  code: 'not_object',
  message: 'must be an object',
  isMet: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** A list of 1 to `most` values that each pass. */
function listOf(most: number, each: (value: unknown) => boolean, message: string): FieldRule[] {
  const list = (value: unknown) => value as unknown[];
  return [
    { code: 'not_list', message: 'must be a list', isMet: Array.isArray },
    { code: 'empty', message: 'must not be empty', isMet: (value) => list(value).length > 0 },
    {
      code: 'too_many',
      message: `must have at most ${most} entries`,
      isMet: (value) => list(value).length <= most,
    },
    { code: 'bad_entry', message, isMet: (value) => list(value).every(each) },
  ];
}

const isTag = (value: unknown) =>
  isStorableText(value) && value.trim() !== '' && [...value].length <= longestTag;
const isOperatorCode = (value: unknown) => typeof value === 'string' && /^[0-9]{3}(?!\n)$/.test(value);

/** AND between the kinds, OR within one. */
export class AudienceFilterDto {
  /** Three digits each. */
  @MayBeAbsent()
  @Obeys(...listOf(mostFilterValues, isOperatorCode, 'each must be three digits'))
  operatorCodes?: string[];

  @MayBeAbsent()
  @Obeys(...listOf(mostFilterValues, isTag, `each must be a text of 1 to ${longestTag} characters`))
  tags?: string[];
}

/** Either chosen clients or a filter; `{ "filter": {} }` is all of the owner's clients. */
export class AudienceDto {
  @MayBeAbsent()
  @Transform(({ value }) => (Array.isArray(value) ? withoutRepeats(value) : value))
  @Obeys(...listOf(mostClients, isUuid, 'each must be the id of a client'))
  clientIds?: string[];

  @MayBeAbsent()
  @Obeys(isPlainObject)
  @ValidateNested()
  @Type(() => AudienceFilterDto)
  filter?: AudienceFilterDto;
}

export const hasOneKind: FieldRule = {
  code: 'not_one_kind',
  message: 'must have either clientIds or filter',
  isMet: (value) => {
    const { clientIds, filter } = value as AudienceDto;
    return (clientIds === undefined) !== (filter === undefined);
  },
};

function withoutRepeats(ids: unknown[]): unknown[] {
  if (ids.length > mostClients) return ids;
  return [...new Set(ids.map((id) => (typeof id === 'string' ? id.toLowerCase() : id)))];
}
