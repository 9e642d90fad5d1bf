import { IsOptional } from 'class-validator';
import { Obeys } from '../../../http/field-rules.js';
import { contentRules, timeRules, titleRules } from './post-fields.js';

export class CreatePostDto {
  /** Plain text in one line, 1 to 200 characters. The slug is made from it. */
  @Obeys(...titleRules)
  title: string;

  /** HTML, at most 100,000 characters; scripts, styles and whatever else is not text of the post are taken out. */
  @Obeys(...contentRules)
  content: string;

  /** When it is shown from: ISO 8601, or `DD.MM.YY HH:mm` in the service's time zone. Without one it is a draft. */
  @IsOptional()
  @Obeys(...timeRules)
  publishAt?: string | null;
}
