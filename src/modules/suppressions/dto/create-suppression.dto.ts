import { emailAddressOrNull } from '../../../domain/email-address.js';
import { isPhoneNumber } from '../../../domain/phone-number.js';
import { type FieldRule, isText, Obeys } from '../../../http/field-rules.js';

const isContact: FieldRule = {
  code: 'contact_invalid',
  message: 'must be an e-mail address, or a phone of the form 7XXXXXXXXXX',
  isMet: (value) => isPhoneNumber(value as string) || emailAddressOrNull(value) !== null,
};

export class CreateSuppressionDto {
  /** An e-mail address, or a phone `7XXXXXXXXXX`. */
  @Obeys(isText, isContact)
  contact: string;
}
