// The story of the Postman collection, played by newman against an empty service.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startService } from '../setup/service.js';
import { connectTestDatabase } from '../setup/test-database.js';

it('the story of the Postman collection holds on an empty service', { timeout: 120_000 }, async () => {
  const database = await connectTestDatabase();
  const service = await startService({ database });
  try {
    const newman = spawn(
      'npm',
      ['run', '--silent', 'postman', '--', '--env-var', `baseUrl=${service.url}`, '--color', 'off'],
      { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let output = '';
    newman.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    newman.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(newman, 'close')) as [number];
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    expect(output).toContain('Ends the token at once');
  } finally {
    await service.stop();
    await database.drop();
  }
});
