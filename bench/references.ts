// What the engine is compared with, on the same machine in the same run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Sink } from './sink.js';

export interface Reference {
  messagesPerSecond: number;
  /** CPU time of the sender in microseconds for each message. */
  cpuUs: number;
}

export type ReferenceName = 'nodemailer-pool' | 'bare-dialogue';

/** Runs one reference in a process of its own against a sink of its own. */
export async function reference(
  name: ReferenceName,
  { connections, messages }: { connections: number; messages: number },
): Promise<Reference> {
  const sink = await Sink.start();
  try {
    const args = ['--import', './test/setup/typescript-loader.mjs', `bench/${name}.ts`];
    const child = spawn(process.execPath, [...args, ...[sink.port, connections, messages].map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${name} ended with ${code}`);
    const { letters } = await sink.counts();
    if (letters !== messages) throw new Error(`${name}: ${letters} letters came instead of ${messages}`);
    const { seconds, cpuUs } = JSON.parse(output) as { seconds: number; cpuUs: number };
    return { messagesPerSecond: messages / seconds, cpuUs };
  } finally {
    await sink.stop();
  }
}
