// What an SMS gateway's answer means: the table of docs/delivery.md. Only a well-formed `code: 0` says that it was taken.
import { cleanReply } from '../../domain/smtp-reply.js';
import type { Outcome } from '../../sending/ports.js';

export interface GatewayAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** A redirection that asks for the same request elsewhere: nothing was done here (RFC 9110, section 15.4). */
const elsewhere = [301, 307, 308];
/** Refused before anything was done: the token, the route or the method is wrong, whoever the client is. */
const ofTheRelay = [401, 403, 404, 405, ...elsewhere];
/** Says by itself that it did nothing, and to come again (RFC 6585, section 4; RFC 9110, section 15.6.4). */
const comeAgain = [429, 503];
/** What the gateway makes of a request it understood and will not do. */
const ofTheClient = [400, 422];

export function outcomeOfAnswer({ status, contentType, body }: GatewayAnswer): Outcome {
  const outcome = {
    stage: 'gateway' as const,
    code: status,
    enhancedCode: null,
    reply: cleanReply(body) || null,
    error: null,
  };
  if (ofTheRelay.includes(status)) return { ...outcome, class: 'relay_permanent' };
  if (comeAgain.includes(status)) return { ...outcome, class: 'relay_temporary' };
  if (ofTheClient.includes(status)) return { ...outcome, class: 'client_permanent' };
  const code = status === 200 && /^application\/([\w.-]+\+)?json\b/i.test(contentType) ? codeIn(body) : null;
  if (code === null) {
    return { ...outcome, class: 'unknown', error: 'only a 200 with {"code": 0} says that it was taken' };
  }
  return { ...outcome, class: code === 0 ? 'accepted' : 'client_permanent' };
}

/** The code of `{code, message}`, or null when the body is something else. */
function codeIn(body: Buffer): number | null {
  try {
    const answer: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof answer !== 'object' || answer === null || !('code' in answer)) return null;
    const { code, message } = answer as { code: unknown; message?: unknown };
    const isMessage = message === undefined || message === null || typeof message === 'string';
    return Number.isSafeInteger(code) && isMessage ? (code as number) : null;
  } catch {
    return null;
  }
}
