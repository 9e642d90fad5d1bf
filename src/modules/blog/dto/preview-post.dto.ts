import { Obeys } from '../../../http/field-rules.js';
import { contentRules } from './post-fields.js';

export class PreviewPostDto {
  /** HTML as it would be saved, at most 100,000 characters. */
  @Obeys(...contentRules)
  content: string;
}
