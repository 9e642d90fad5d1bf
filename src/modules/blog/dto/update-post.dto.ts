import { IsOptional } from 'class-validator';
import { MayBeAbsent, Obeys } from '../../../http/field-rules.js';
import { contentRules, timeRules, titleRules } from './post-fields.js';

/** What is left out stays. The slug stays in any case. */
export class UpdatePostDto {
  /** Plain text in one line, 1 to 200 characters. */
  @MayBeAbsent()
  @Obeys(...titleRules)
  title?: string;

  /** HTML, at most 100,000 characters. */
  @MayBeAbsent()
  @Obeys(...contentRules)
  content?: string;

  /** Null makes it a draft again. */
  @IsOptional()
  @Obeys(...timeRules)
  publishAt?: string | null;
}
