// Loaded before the service: SIGUSR2 makes its event loop stand still for ever.
import { writeSync } from 'node:fs';

process.on('SIGUSR2', () => {
  writeSync(1, 'It hangs from now on\n');
  for (;;);
});
