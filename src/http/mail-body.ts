// Bodies that are a mail as it came over the wire, on the one route that takes them.
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../domain/errors.js';

interface MailConfig {
  takesMail?: boolean;
}

const mailType = 'message/rfc822';

/** A report quotes at most a letter of ours. */
export const mostReportBytes = 2 * 1024 * 1024;

/** The handler's body is the mail, as a Buffer. */
export const TakesMail = () =>
  applyDecorators(RouteConfig({ takesMail: true } satisfies MailConfig), ApiConsumes(mailType));

/** Teaches the server to take mails; every other route refuses them with 415. */
export function registerMails(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    mailType,
    { parseAs: 'buffer', bodyLimit: mostReportBytes },
    (request, body, done) => {
      const { takesMail } = request.routeOptions.config as MailConfig;
      if (takesMail) done(null, body);
      else done(new DomainError('request.unsupported_type'));
    },
  );
}
