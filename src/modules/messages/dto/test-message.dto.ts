import { addressRules, Obeys } from '../../../http/field-rules.js';

export class TestMessageDto {
  /** The address that gets the test mail. */
  @Obeys(...addressRules)
  to: string;
}
