// `npm run demo`: the whole service on one machine, with an owner, 200 clients and a mailing that goes out while you
// watch. It stays up until Ctrl-C, and may be run again.
import { DemoService } from './demo-service.js';
import { createDemoData } from './demo-data.js';
import { showFarewell, showProgress } from './demo-screen.js';

const service = await DemoService.start();
try {
  const { api, login } = await service.signIn();
  const mailingId = await createDemoData(api);
  await showProgress(api, mailingId);
  await showFarewell(api, mailingId, { url: service.url, ...login });
} catch (fault) {
  process.stderr.write(`demo: ${(fault as Error).message}\n`);
  await service.stop();
  process.exit(1);
}
