import { Body, Controller, Headers, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppConfig } from '../../config/app-config.js';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, InPerson, Public } from '../../http/access.decorators.js';
import { pageLanguageOf } from '../../http/page-language.js';
import { RecoveryService } from '../users/recovery.service.js';
import { RegistrationService } from '../users/registration.service.js';
import { RequestLimits } from '../users/request-limits.js';
import { ChangePasswordDto, ConfirmDto, ForgotPasswordDto, ResetPasswordDto } from './dto/password.dto.js';
import { RegisterDto, RegisterResponse } from './dto/register.dto.js';
import { PasswordsService } from './passwords.service.js';

/** Getting an account, proving an address, and new passwords. */
@ApiTags('auth')
@Controller('auth')
export class AccountsController {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly registration: RegistrationService,
    private readonly recovery: RecoveryService,
    private readonly limits: RequestLimits,
    private readonly config: AppConfig,
  ) {}

  /**
   * Sends a mail to the address: a confirmation, or, when it is taken, word to its holder, three an hour at most. The
   * answer is the same.
   */
  @Post('register')
  @Public()
  async register(
    @Body() body: RegisterDto,
    @Ip() ip: string,
    @Headers('accept-language') acceptLanguage?: string,
  ): Promise<RegisterResponse> {
    await this.limits.take('register', ip);
    const mayTellHolder = await this.limits.isStillAllowed('register-mail', body.email);
    await this.registration.register({ ...body, language: pageLanguageOf(acceptLanguage) }, mayTellHolder);
    return { email: body.email, inboxUrl: this.inboxUrlOf(body.email) };
  }

  private inboxUrlOf(email: string): string | null {
    const { isProduction, smtp, http } = this.config;
    if (isProduction || smtp.url !== undefined) return null;
    return `${http.publicUrl}/inbox?to=${encodeURIComponent(email)}`;
  }

  /** Confirms the address that the link was mailed to: the one of a new account, or an account's new one. */
  @Post('confirm')
  @HttpCode(204)
  @Public()
  confirm(@Body() { token }: ConfirmDto): Promise<void> {
    return this.registration.confirm(token);
  }

  /** Mails a link for a new password, if the address has an account; the answer does not tell. */
  @Post('password/forgot')
  @HttpCode(202)
  @Public()
  async forgotPassword(@Body() { email }: ForgotPasswordDto, @Ip() ip: string): Promise<void> {
    await this.limits.take('forgot', ip);
    if (await this.limits.isStillAllowed('reset-mail', email)) await this.recovery.requestReset(email);
  }

  /**
   * Sets the password by a mailed link, ends every session and deletes every API key. An invitation is accepted the same
   * way.
   */
  @Post('password/reset')
  @HttpCode(204)
  @Public()
  resetPassword(@Body() { token, password }: ResetPasswordDto, @Ip() ip: string): Promise<void> {
    return this.passwords.reset(token, password, { ip });
  }

  /**
   * Changes the own password and ends every session, the one that asks too: log in again with the new one. API keys go
   * on working.
   */
  @Post('password/change')
  @HttpCode(204)
  @InPerson()
  changePassword(
    @CurrentUser() actor: Actor,
    @Body() body: ChangePasswordDto,
    @Ip() ip: string,
  ): Promise<void> {
    return this.passwords.change(actor, body, { ip });
  }
}
