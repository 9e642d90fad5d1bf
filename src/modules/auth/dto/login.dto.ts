import { Transform } from 'class-transformer';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { isAtMost, isNotBlank, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';

/** No rule here tells more than that the pair is wrong: accounts of the command line have short passwords, for example. */
export class LoginDto {
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(isText, isWellFormed, isNotBlank, isAtMost(320))
  email: string;

  @Obeys(isText, isWellFormed, isAtMost(1000), {
    code: 'empty',
    message: 'must not be empty',
    isMet: (value) => value !== '',
  })
  password: string;
}
