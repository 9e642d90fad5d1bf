// The rules of a message's fields, wherever they come in.
import { parseTemplate, TemplateError, type TemplateErrorCode } from '../../../domain/personalization.js';
import {
  FieldRule,
  isAtMost,
  isNotBlank,
  isOneLine,
  isText,
  isWellFormed,
} from '../../../http/field-rules.js';

/** Bytes of UTF-8. The whole request may have 2 MB, so html and text of this size come one after the other. */
const maxBodyBytes = 1024 * 1024;

const isShortBody: FieldRule = {
  code: 'too_long',
  message: 'must be at most 1 MB',
  isMet: (value) => Buffer.byteLength(value as string) <= maxBodyBytes,
};

const hasTemplateSyntax: FieldRule = {
  code: 'TEMPLATE_SYNTAX',
  message: 'has {{ without a slot such as {{fullName}}, {{fullName|friend}} or {{attributes.city}} after it',
  isMet: (value) => templateFaultOf(value as string) !== 'TEMPLATE_SYNTAX',
};

const hasKnownSlots: FieldRule = {
  code: 'TEMPLATE_UNKNOWN_FIELD',
  message: 'has a slot other than fullName, email, phone, operatorCode, unsubscribeUrl and attributes.*',
  isMet: (value) => templateFaultOf(value as string) !== 'TEMPLATE_UNKNOWN_FIELD',
};

function templateFaultOf(text: string): TemplateErrorCode | null {
  try {
    parseTemplate(text);
    return null;
  } catch (error) {
    if (error instanceof TemplateError) return error.code;
    throw error;
  }
}

export const subjectRules: FieldRule[] = [
  isText,
  isNotBlank,
  isAtMost(250, 'SUBJECT_TOO_LONG'),
  isOneLine,
  hasTemplateSyntax,
  hasKnownSlots,
];

export const bodyRules: FieldRule[] = [
  isText,
  isWellFormed,
  isNotBlank,
  isShortBody,
  hasTemplateSyntax,
  hasKnownSlots,
];
