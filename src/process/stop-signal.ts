// SIGTERM, Ctrl-C, or the end of the process that started this one: stop once, in good order.
import { Logger } from '@nestjs/common';
import { onParentGone } from './parent-gone.js';

/** What is still running after this long is given up. */
const stopDeadlineMs = 30_000;

export function onStopSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const begin = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    const logger = new Logger('Postledger');
    logger.log(`Stopping (${reason})`);
    setTimeout(() => {
      logger.error(`Not stopped after ${stopDeadlineMs / 1000} s: giving up`);
      process.exit(1);
    }, stopDeadlineMs).unref();
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        logger.error(`Stopping failed: ${(fault as Error).message}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => begin('SIGTERM'));
  process.on('SIGINT', () => begin('SIGINT'));
  // A worker whose parent was killed would otherwise go on alone, unseen.
  process.on('disconnect', () => begin('the parent process is gone'));
  onParentGone(() => begin('npm is gone'));
}
