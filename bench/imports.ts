// Imports and exports at scale: the built API and worker as processes, on a PostgreSQL of their own, asked over HTTP.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createReadStream, createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { freePort } from '../src/database/embedded/port.js';
import { ServiceProcess } from '../test/chaos/harness/service-process.js';
import { cleanUpAtTheEnd } from '../test/setup/global-setup.js';
import { encodings, expectedOf, faultAt, type FileEncoding, writeFile } from './import-files.js';
import { type MemoryPeak, MemoryWatch } from './memory-watch.js';

export interface BenchImportsOptions {
  /** Of each file, bad ones included. */
  rows?: number;
  encodings?: readonly FileEncoding[];
  /** More for node in both processes, such as `--cpu-prof`. */
  nodeOptions?: string;
}

export interface ImportFigures {
  /** An encoding; `export` is the file that was exported, imported once more. */
  file: FileEncoding | 'export';
  rows: number;
  megabytes: number;
  uploadSeconds: number;
  /** From the end of the upload to the end of the import. */
  importSeconds: number;
  rowsPerSecond: number;
  api: MemoryPeak;
  worker: MemoryPeak;
}

export interface ExportFigures {
  rows: number;
  seconds: number;
  rowsPerSecond: number;
  api: MemoryPeak;
}

export interface ImportsBench {
  imports: ImportFigures[];
  exports: ExportFigures[];
  /** True where every account exported the same bytes. */
  isExportIdentical: boolean;
}

/** Rejects where a row is missing, was taken twice or refused for another reason than its own. */
export async function benchImports(options: BenchImportsOptions = {}): Promise<ImportsBench> {
  const { rows = 200_000, encodings: wanted = encodings, nodeOptions } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'postledger-bench-imports-'));
  chmodSync(scratch, 0o755);
  const cleanUp = cleanUpAtTheEnd(scratch);
  const database = await startEmbeddedPostgres({ dataDir: scratch });
  const service = await Service.start(database.url, scratch, nodeOptions);
  try {
    const bench: ImportsBench = { imports: [], exports: [], isExportIdentical: true };
    const digests = new Set<string>();
    const exported = join(scratch, 'exported.csv');
    for (const encoding of wanted) {
      const path = join(scratch, 'clients.csv');
      await writeFile(path, encoding, rows);
      const account = await service.signIn(encoding);
      const { figures, ended } = await service.import(account, path, encoding);
      checkCounts(ended, { ...expectedOf(rows), created: rows - expectedOf(rows).rejected });
      bench.imports.push(figures);
      const { digest, ...exportFigures } = await service.export(account, exported);
      digests.add(digest);
      bench.exports.push(exportFigures);
    }
    const account = await service.signIn('again');
    const created = rows - expectedOf(rows).rejected;
    const { figures, ended } = await service.import(account, exported, 'export');
    checkCounts(ended, { total: created, created, rejected: 0 });
    bench.imports.push(figures);
    digests.add((await service.export(account, exported)).digest);
    return { ...bench, isExportIdentical: digests.size === 1 };
  } finally {
    await service.stop();
    await database.stop();
    void cleanUp();
  }
}

interface EndedImport {
  status: string;
  total: number;
  created: number;
  updated: number;
  rejected: number;
  errors: { line: number; code: string }[];
}

function checkCounts(
  ended: EndedImport,
  expected: { total: number; created: number; rejected: number },
): void {
  const { status, total, created, updated, rejected, errors } = ended;
  const found = JSON.stringify({ status, total, created, updated, rejected });
  const wanted = JSON.stringify({
    status: 'completed',
    total: expected.total,
    created: expected.created,
    updated: 0,
    rejected: expected.rejected,
  });
  if (found !== wanted)
    throw new Error(
      `The import came to ${found} instead of ${wanted}: ${JSON.stringify(errors.slice(0, 3))}`,
    );
  const wrong = errors.find(({ line, code }) => faultAt(line) !== code);
  if (wrong)
    throw new Error(`Line ${wrong.line} is refused as ${wrong.code} instead of ${faultAt(wrong.line)}`);
}

class Service {
  private constructor(
    private readonly api: ServiceProcess,
    private readonly worker: ServiceProcess,
    private readonly env: Record<string, string>,
    private readonly url: string,
  ) {}

  static async start(databaseUrl: string, scratch: string, nodeOptions?: string): Promise<Service> {
    const port = await freePort();
    const env = {
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      MAIL_FROM: 'Postledger <post@sender.example>',
      SMTP_URL: 'smtp://127.0.0.1:1',
      DATABASE_URL: databaseUrl,
      DATA_DIR: scratch,
      JWT_SECRET: 'a secret of the bench, long enough for the rules',
    };
    const node: Record<string, string> = nodeOptions ? { NODE_OPTIONS: nodeOptions } : {};
    const api = ServiceProcess.start({ ...env, ...node, ROLE: 'api' });
    await api.isReady();
    const worker = ServiceProcess.start({ ...env, ...node, ROLE: 'worker' });
    await worker.isReady();
    return new Service(api, worker, env, env.PUBLIC_URL);
  }

  async stop(): Promise<void> {
    await Promise.all([this.worker.end('SIGTERM'), this.api.end('SIGTERM')]);
  }

  /** A fresh account; resolves with its token. */
  async signIn(name: string): Promise<string> {
    const login = { email: `${name}@owners.example`, password: 'correct horse battery' };
    const command = ['dist/src/cli.js', 'create-user', '--email', login.email, '--password-stdin'];
    const child = spawn(process.execPath, command, {
      env: { PATH: process.env['PATH'], ...this.env },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    child.stdin.end(`${login.password}\n`);
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`create-user ended with ${code}`);
    const answer = await fetch(`${this.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }

  async import(
    token: string,
    path: string,
    file: ImportFigures['file'],
  ): Promise<{ figures: ImportFigures; ended: EndedImport }> {
    const [api, worker] = [new MemoryWatch(this.api.pid), new MemoryWatch(this.worker.pid)];
    const startedAt = performance.now();
    const { importId, bytes } = await this.upload(token, path);
    const uploadedAt = performance.now();
    const ended = await this.ended(token, importId);
    const seconds = (performance.now() - uploadedAt) / 1_000;
    const figures = {
      file,
      rows: ended.total,
      megabytes: rounded(bytes / 1024 ** 2),
      uploadSeconds: rounded((uploadedAt - startedAt) / 1_000),
      importSeconds: rounded(seconds),
      rowsPerSecond: Math.round(ended.total / seconds),
      api: api.stop(),
      worker: worker.stop(),
    };
    return { figures, ended };
  }

  private async upload(token: string, path: string): Promise<{ importId: string; bytes: number }> {
    const boundary = 'the-boundary-of-the-bench';
    let bytes = 0;
    async function* form() {
      const disposition = 'content-disposition: form-data; name="file"; filename="clients.csv"';
      yield Buffer.from(`--${boundary}\r\n${disposition}\r\ncontent-type: text/csv\r\n\r\n`);
      for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
        bytes += piece.length;
        yield piece;
      }
      yield Buffer.from(`\r\n--${boundary}--\r\n`);
    }
    const answer = await fetch(`${this.url}/api/v1/clients/import`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body: Readable.toWeb(Readable.from(form())) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    if (answer.status !== 202) throw new Error(`The upload was answered with ${await answer.text()}`);
    const { importId } = (await answer.json()) as { importId: string };
    return { importId, bytes };
  }

  private async ended(token: string, importId: string): Promise<EndedImport> {
    for (;;) {
      const answer = await this.get(token, `/clients/imports/${importId}`);
      const work = (await answer.json()) as EndedImport;
      if (work.status === 'completed' || work.status === 'failed') return work;
      if (this.worker.hasEnded) throw new Error(`The worker ended: ${this.worker.output}`);
      await sleep(100);
    }
  }

  async export(token: string, path: string): Promise<ExportFigures & { digest: string }> {
    const api = new MemoryWatch(this.api.pid);
    const startedAt = performance.now();
    const answer = await this.get(token, '/clients/export');
    const digest = createHash('sha256');
    let lines = 0;
    await pipeline(
      Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]),
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          digest.update(piece);
          for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines += 1;
          yield piece;
        }
      },
      createWriteStream(path),
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    // Without the header.
    const rows = lines - 1;
    const rowsPerSecond = Math.round(rows / seconds);
    return { rows, seconds: rounded(seconds), rowsPerSecond, api: api.stop(), digest: digest.digest('hex') };
  }

  private async get(token: string, path: string): Promise<Response> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.status !== 200) throw new Error(`${path} was answered with ${await answer.text()}`);
    return answer;
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

// Run alone: `node --import ./test/setup/typescript-loader.mjs bench/imports.ts [rows] [encoding,…]`
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [rows, only] = process.argv.slice(2);
  const bench = await benchImports({
    ...(rows ? { rows: Number(rows) } : {}),
    ...(only ? { encodings: only.split(',') as FileEncoding[] } : {}),
    ...(process.env['BENCH_NODE_OPTIONS'] ? { nodeOptions: process.env['BENCH_NODE_OPTIONS'] } : {}),
  });
  process.stdout.write(`${JSON.stringify(bench, null, 1)}\n`);
}
