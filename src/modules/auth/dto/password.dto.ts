import { Transform } from 'class-transformer';
import { emailAddressOrNull } from '../../../domain/email-address.js';
import { type FieldRule, isAtMost, isText, isWellFormed, Obeys } from '../../../http/field-rules.js';
import { addressRules, newPasswordRules } from '../../users/dto/account-rules.js';

const isNotEmpty: FieldRule = {
  code: 'empty',
  message: 'must not be empty',
  isMet: (value) => value !== '',
};
const tokenRules = [isText, isWellFormed, isNotEmpty, isAtMost(200)];

/** The token of a mailed link. */
export class ConfirmDto {
  @Obeys(...tokenRules)
  token: string;
}

export class ForgotPasswordDto {
  @Transform(({ value }) => emailAddressOrNull(value) ?? value)
  @Obeys(...addressRules)
  email: string;
}

export class ResetPasswordDto {
  /** Of a mailed link: a reset or an invitation. */
  @Obeys(...tokenRules)
  token: string;

  /** 8 to 128 characters, not one of the passwords that are guessed first. */
  @Obeys(...newPasswordRules)
  password: string;
}

export class ChangePasswordDto {
  @Obeys(isText, isWellFormed, isNotEmpty, isAtMost(1000))
  currentPassword: string;

  /** 8 to 128 characters, not one of the passwords that are guessed first. */
  @Obeys(...newPasswordRules)
  newPassword: string;
}
