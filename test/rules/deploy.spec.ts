// What cannot be run on every machine is read here as its tools would read it, and the entrypoint is run by hand.
import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import * as yaml from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/app-config.js';
import { envSchema } from '../../src/config/env.schema.js';
import { freePort } from '../../src/database/embedded/port.js';
import { testJwtSecret } from '../setup/app.js';
import { eventually, startProcess } from '../setup/service.js';
import { createTestDatabase } from '../setup/test-database.js';
import { composeFile, manifests } from './manifest-schemas.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

// Files of other programs: what is expected of them stands in the tests.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** `!override` is Compose's own: what stands there replaces instead of being added. */
const parsed = (text: string) =>
  yaml.loadAll(text.replaceAll('!override', ''), { schema: yaml.YAML11_SCHEMA }) as Loose[];

/** What a schema has against it, each with its place. */
function faultsOf(schema: Record<string, unknown> | undefined, parsedFile: Loose): string[] {
  if (schema === undefined) return [`no schema for ${parsedFile.kind}`];
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  validate(parsedFile);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

const dockerfile = read('Dockerfile');
/** The words of an instruction that is written as a list, the last one of its name. */
const instruction = (pattern: RegExp): string[] => JSON.parse([...dockerfile.matchAll(pattern)].at(-1)![1]!);
const entrypoint = instruction(/^CMD (\[.*\])$/gm);
const healthcheck = instruction(/^ {2}CMD (\[.*\])$/gm);

describe('The image', () => {
  it('is built in stages and runs as a user without rights, named by number', () => {
    expect(dockerfile.match(/^FROM /gm)!.length).toBeGreaterThan(1);
    expect(dockerfile).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(dockerfile.lastIndexOf('USER')).toBeGreaterThan(dockerfile.lastIndexOf('RUN'));
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });

  it('is built on images of a version', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image!);
    expect(images.filter((image) => !/:\d/.test(image))).toEqual([]);
  });

  it('carries its health check', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(\S+) (\S+)$/gm)].map(([, from, to]) => [
      from,
      to,
    ]);
    expect(healthcheck).toEqual(['sh', 'scripts/healthcheck.sh']);
    expect(copied).toContainEqual(['scripts/healthcheck.sh', 'scripts/']);
  });

  it('leaves out whatever is secret or not needed', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', 'node_modules', 'data', 'secrets']));
  });
});

describe('Compose', () => {
  const [base] = parsed(read('docker-compose.yml'));
  const [production] = parsed(read('deploy/compose.production.yml'));
  const services: Record<string, Loose> = base.services;

  it.each([
    ['docker-compose.yml', base],
    ['deploy/compose.production.yml', production],
  ])('%s has only what Compose knows', (_name, file) => {
    expect(faultsOf(composeFile, file)).toEqual([]);
  });

  it('takes from .env only settings that there are, and the password of its own database', () => {
    const texts = read('docker-compose.yml') + read('deploy/compose.production.yml');
    const taken = [...texts.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!);
    const unknown = taken.filter((name) => !(name in envSchema.shape));
    expect(new Set(unknown)).toEqual(new Set(['POSTGRES_PASSWORD']));
  });

  it('migrates once before anything else, and starts nobody before what they need is healthy', () => {
    expect(services['migrate'].depends_on).toEqual({ db: { condition: 'service_healthy' } });
    for (const name of ['api', 'worker']) {
      expect(services[name].depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
      });
    }
    for (const name of ['db', 'redis']) expect(services[name].healthcheck.test).toBeInstanceOf(Array);
  });

  it('has one API, two workers, and a mail catcher only for who asks for it', () => {
    expect(services['worker'].deploy.replicas).toBe(2);
    const always = Object.keys(services).filter((name) => !services[name].profiles);
    expect(always.toSorted()).toEqual(['api', 'db', 'migrate', 'redis', 'worker']);
    expect(production.services).not.toHaveProperty('mail');
  });

  it('names only volumes, secrets and settings that there are', () => {
    const all = [...Object.values(services), ...Object.values<Loose>(production.services)];
    const volumes = all.flatMap((one) => one.volumes ?? []).map((one: string) => one.split(':')[0]);
    expect(volumes.filter((name) => !Object.hasOwn(base.volumes, name!))).toEqual([]);
    const secrets = all.flatMap((one) => one.secrets ?? []);
    expect(secrets.filter((name: string) => !(name in production.secrets))).toEqual([]);
    const ours = ['migrate', 'api', 'worker'].flatMap((name) => [services[name], production.services[name]]);
    const settings = ours.flatMap((one) => Object.keys(one.environment));
    expect(settings.filter((name) => !(name in envSchema.shape))).toEqual([]);
  });

  it('gives production its secrets as files alone', () => {
    const { environment } = production.services.api;
    const named = Object.keys(environment).filter((name) => name.endsWith('_FILE'));
    expect(named).toEqual(['DATABASE_URL_FILE', 'SMTP_URL_FILE', 'JWT_SECRET_FILE']);
    for (const name of named) expect(environment[name.replace(/_FILE$/, '')]).toBe('');
  });

  it('finds the secrets where the document puts them: paths go by the first file, not by the one they stand in', () => {
    const made = [...read('docs/deployment.md').matchAll(/> (secrets\/\w+)/g)].map(([, path]) => path!);
    const found = Object.values<Loose>(production.secrets).map(({ file }) => normalize(file));
    expect(found.toSorted()).toEqual(made.toSorted());
  });
});

describe('Kubernetes', () => {
  const folder = 'deploy/kubernetes';
  const files = readdirSync(join(root, folder));
  const things = files.flatMap((file) => parsed(read(`${folder}/${file}`)));
  const ofKind = (kind: string) => things.filter((one) => one.kind === kind);
  const pods = [...ofKind('Deployment'), ...ofKind('Job')].map((one) => one.spec.template);

  it.each(things.map((one) => [one.kind, one]))('%s has only what Kubernetes knows', (name, one) => {
    expect(faultsOf(manifests[name], one)).toEqual([]);
  });

  it('every manifest stands in the kustomization', () => {
    const [{ resources }] = ofKind('Kustomization');
    const left = files.filter((file) => !resources.includes(file));
    expect(left.toSorted()).toEqual(['kustomization.yaml', 'secret.example.yaml']);
  });

  it('pods have no rights, bounded memory, and the settings and secrets that there are', () => {
    const [config] = ofKind('ConfigMap');
    const [secret] = ofKind('Secret');
    expect(pods).toHaveLength(3);
    for (const { spec } of pods) {
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      const [container] = spec.containers;
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.resources.limits.memory).toBeTypeOf('string');
      expect(container.envFrom).toEqual([{ configMapRef: { name: config.metadata.name } }]);
      expect(spec.volumes).toContainEqual({
        name: 'secrets',
        secret: { secretName: secret.metadata.name, defaultMode: 288 },
      });
    }
    expect(Object.keys(config.data).filter((name) => !(name in envSchema.shape))).toEqual([]);
    const paths = Object.entries<string>(config.data).filter(([name]) => name.endsWith('_FILE'));
    expect(paths.map(([, path]) => path.split('/').at(-1)).toSorted()).toEqual(
      Object.keys(secret.stringData).toSorted(),
    );
  });

  it('asks every process whether it lives, the worker as the image does', () => {
    const probes = (name: string) =>
      ofKind('Deployment').find((one) => one.metadata.name === name).spec.template.spec.containers[0];
    expect(probes('postledger-api').livenessProbe.httpGet.path).toBe('/health/live');
    expect(probes('postledger-api').readinessProbe.httpGet.path).toBe('/health/ready');
    expect(probes('postledger-worker').livenessProbe.exec.command).toEqual(healthcheck);
    expect(probes('postledger-worker')).not.toHaveProperty('readinessProbe');
  });

  it('services, budgets and scales lead to pods that there are', () => {
    const labels = pods.map((pod) => pod.metadata.labels);
    const selectors = [
      ...ofKind('Service').map((one) => one.spec.selector),
      ...ofKind('PodDisruptionBudget').map((one) => one.spec.selector.matchLabels),
      ...ofKind('Deployment').map((one) => one.spec.selector.matchLabels),
    ];
    for (const selector of selectors) expect(labels).toContainEqual(selector);
    const scaled = ofKind('HorizontalPodAutoscaler').map((one) => one.spec.scaleTargetRef.name);
    expect(ofKind('Deployment').map((one) => one.metadata.name)).toEqual(expect.arrayContaining(scaled));
    const backends = ofKind('Ingress').flatMap((one) => one.spec.rules[0].http.paths);
    expect(new Set(backends.map((one) => one.backend.service.name))).toEqual(new Set(['postledger-api']));
    // Whatever is reachable from outside: the metrics only for who has their token.
    expect(ofKind('ConfigMap')[0].data).toHaveProperty('METRICS_TOKEN_FILE');
  });

  it('the settings start the service, once the secrets are there', () => {
    const dir = mkdtempSync(join(tmpdir(), 'postledger-secrets-'));
    const [{ data }] = ofKind('ConfigMap');
    const [{ stringData }] = ofKind('Secret');
    for (const [name, value] of Object.entries<string>(stringData)) writeFileSync(join(dir, name), value);
    const moved = Object.entries<string>(data).map(([name, value]) => [
      name,
      value.replace('/run/secrets/postledger', dir),
    ]);
    const config = loadConfig(Object.fromEntries(moved));
    expect(config).toMatchObject({ isProduction: true, smtp: { url: stringData.smtp_url } });
    rmSync(dir, { recursive: true });
  });
});

it(
  'The entrypoint migrates an empty database, serves, and is found healthy',
  { timeout: 120_000 },
  async () => {
    const database = await createTestDatabase({ empty: true });
    const dir = mkdtempSync(join(tmpdir(), 'postledger-entrypoint-'));
    const secret = (name: string, value: string) => {
      writeFileSync(join(dir, name), value);
      return join(dir, name);
    };
    const env = {
      NODE_ENV: 'production',
      DATA_DIR: dir,
      DATABASE_URL_FILE: secret('database_url', database.url),
      JWT_SECRET_FILE: secret('jwt_secret', testJwtSecret),
      SMTP_URL: 'smtp://127.0.0.1:9',
      PORT: String(await freePort()),
    };
    const [migrateService] = parsed(read('docker-compose.yml'));
    const migrate = startProcess(env, migrateService.services.migrate.command);
    expect([await migrate.ended(), migrate.logs()]).toEqual([0, expect.stringContaining('Applied')]);
    const again = startProcess(env, migrateService.services.migrate.command);
    expect([await again.ended(), again.logs()]).toEqual([0, expect.stringContaining('up to date')]);
    const api = startProcess({ ...env, ROLE: 'api' }, entrypoint);
    try {
      const looks = () => startProcess({ ...env, ROLE: 'api' }, healthcheck).ended();
      await eventually('the health check is content', async () => (await looks()) === 0, 60_000);
    } finally {
      expect(await api.end('SIGTERM')).toBe(0);
      await database.drop();
      rmSync(dir, { recursive: true });
    }
  },
);
