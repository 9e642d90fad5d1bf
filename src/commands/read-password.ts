import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './usage-error.js';

const mostBytes = 4096;

/** All of stdin without the line break at its end. Throws UsageError when there is nothing or far too much. */
export async function readPasswordFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new UsageError('the password on stdin is too long');
    chunks.push(chunk);
  }
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (password === '') throw new UsageError('there is no password on stdin');
  return password;
}

/** Asks twice on the terminal, without echo. Throws UsageError when the answers differ or there is no terminal. */
export async function promptForPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new UsageError('there is no terminal to ask for the password; give it with --password-stdin');
  }
  const password = await askWithoutEcho('Password: ');
  if ((await askWithoutEcho('The same again: ')) !== password) {
    throw new UsageError('the two passwords differ');
  }
  return password;
}

async function askWithoutEcho(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.once('close', () => reject(new UsageError('no password was given')));
      terminal.once('line', resolve);
    });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
