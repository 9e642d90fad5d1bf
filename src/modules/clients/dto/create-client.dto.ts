import { IsOptional } from 'class-validator';
import { Obeys } from '../../../http/field-rules.js';
import { clientRules } from './client-fields.js';

/** A client; email or phone is required. */
export class CreateClientDto {
  @IsOptional()
  @Obeys(...clientRules.email)
  email?: string | null;

  /** `7XXXXXXXXXX`: 7 and ten more digits. */
  @IsOptional()
  @Obeys(...clientRules.phone)
  phone?: string | null;

  /** 1 to 200 characters. */
  @Obeys(...clientRules.fullName)
  fullName: string;

  /** At most 2000 characters. */
  @IsOptional()
  @Obeys(...clientRules.comment)
  comment?: string | null;

  /** Three digits; without it, digits 2 to 4 of the phone. */
  @IsOptional()
  @Obeys(...clientRules.operatorCode)
  operatorCode?: string | null;

  /** Any labels, each up to 100 characters; at most 50. */
  @IsOptional()
  @Obeys(...clientRules.tags)
  tags?: string[] | null;

  /** A name of the IANA time zone database. */
  @IsOptional()
  @Obeys(...clientRules.timezone)
  timezone?: string | null;

  /** Values for the slots `attributes.*` of messages. */
  @IsOptional()
  @Obeys(...clientRules.attributes)
  attributes?: Record<string, string | number | boolean | null> | null;
}
