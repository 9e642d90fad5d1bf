// What we use of Compose files and of Kubernetes' manifests, as strict schemas: a key with a slip of the pen, a number
// where a text belongs and a value that neither program knows are found here. They are ours, and smaller than theirs.

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1 };
const anyText = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const one = (...values: unknown[]): Schema => ({ enum: values });
const matching = (pattern: RegExp): Schema => ({ type: 'string', pattern: pattern.source });
const list = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 });
const map = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
/** Every key that is not named is refused; those before `optional` have to be there. */
const thing = (needed: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...needed, ...optional },
  required: Object.keys(needed),
  additionalProperties: false,
});

// Compose

const duration = matching(/^(\d+(ms|s|m|h))+$/);
const composeHealthcheck = {
  oneOf: [
    thing({ disable: one(true) }),
    thing({ test: list(text) }, { interval: duration, timeout: duration, retries: whole }),
  ],
};
const waitsFor = one('service_started', 'service_healthy', 'service_completed_successfully');
const service = thing(
  {},
  {
    image: matching(/^[\w./-]+:v?\d[\w.-]*$/), // of a version, so that tomorrow's start is today's
    build: text,
    command: list(text),
    init: flag,
    restart: one('no', 'always', 'on-failure', 'unless-stopped'),
    environment: map(anyText),
    volumes: list(matching(/^[a-z]+:\/[\w/]+$/)),
    depends_on: map(thing({ condition: waitsFor })),
    healthcheck: composeHealthcheck,
    ports: list(matching(/^([\d.]+:)?\d+:\d+$/)),
    profiles: list(text),
    secrets: list(text),
    stop_grace_period: duration,
    deploy: thing({ replicas: whole }),
    read_only: flag,
    tmpfs: list(matching(/^\//)),
    cap_drop: list(text),
    security_opt: list(text),
  },
);
export const composeFile: Schema = {
  ...thing(
    { services: map(service) },
    { volumes: map({ type: 'null' }), secrets: map(thing({ file: text })) },
  ),
  patternProperties: { '^x-': service },
};

// Kubernetes

const metadata = thing(
  { name: matching(/^[a-z][a-z0-9-]{0,62}$/) },
  {
    namespace: text,
    labels: map(text),
    annotations: map(text),
  },
);
const kind = (apiVersion: string, fields: Record<string, Schema>) =>
  thing({ apiVersion: one(apiVersion), kind: text, metadata, ...fields });

const port = { anyOf: [{ type: 'integer', minimum: 1, maximum: 65_535 }, text] };
const quantities = thing(
  {},
  {
    cpu: matching(/^\d+m?$/),
    memory: matching(/^\d+(Mi|Gi)$/),
  },
);
const timing = { periodSeconds: whole, timeoutSeconds: whole, failureThreshold: whole };
const probe = {
  oneOf: [
    thing({ httpGet: thing({ path: text, port }) }, timing),
    thing({ exec: thing({ command: list(text) }) }, timing),
  ],
};
const container = thing(
  { name: text, image: text, resources: thing({ requests: quantities, limits: quantities }) },
  {
    command: list(text),
    env: list(thing({ name: text, value: text })),
    envFrom: list(thing({ configMapRef: thing({ name: text }) })),
    ports: list(thing({ name: text, containerPort: whole })),
    startupProbe: probe,
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: thing({
      allowPrivilegeEscalation: flag,
      readOnlyRootFilesystem: flag,
      capabilities: thing({ drop: list(text) }),
    }),
    volumeMounts: list(thing({ name: text, mountPath: matching(/^\//) }, { readOnly: flag })),
  },
);
const pod = thing({
  metadata: thing({ labels: map(text) }),
  spec: thing(
    { containers: list(container) },
    {
      automountServiceAccountToken: flag,
      restartPolicy: one('Always', 'OnFailure', 'Never'),
      terminationGracePeriodSeconds: whole,
      securityContext: thing({
        runAsNonRoot: flag,
        runAsUser: whole,
        runAsGroup: whole,
        fsGroup: whole,
        seccompProfile: thing({ type: one('RuntimeDefault', 'Localhost', 'Unconfined') }),
      }),
      volumes: list({
        oneOf: [
          thing({ name: text, emptyDir: thing({}) }),
          thing({ name: text, secret: thing({ secretName: text }, { defaultMode: whole }) }),
        ],
      }),
    },
  ),
});
const selector = thing({ matchLabels: map(text) });
const scaled = thing({ apiVersion: text, kind: text, name: text });
const utilization = thing({ type: one('Utilization'), averageUtilization: whole });

/** By the kind that a manifest says it is. */
export const manifests: Record<string, Schema> = {
  Namespace: kind('v1', {}),
  ConfigMap: kind('v1', { data: map(text) }),
  Secret: kind('v1', { type: one('Opaque'), stringData: map(text) }),
  Service: kind('v1', {
    spec: thing({ selector: map(text), ports: list(thing({ name: text, port, targetPort: port })) }),
  }),
  Deployment: kind('apps/v1', {
    spec: thing(
      { replicas: whole, selector, template: pod },
      {
        minReadySeconds: whole,
        strategy: thing({ rollingUpdate: thing({ maxUnavailable: whole, maxSurge: whole }) }),
      },
    ),
  }),
  Job: kind('batch/v1', {
    spec: thing({ template: pod }, { backoffLimit: whole, ttlSecondsAfterFinished: whole }),
  }),
  PodDisruptionBudget: kind('policy/v1', { spec: thing({ minAvailable: whole, selector }) }),
  HorizontalPodAutoscaler: kind('autoscaling/v2', {
    spec: thing({
      scaleTargetRef: scaled,
      minReplicas: whole,
      maxReplicas: whole,
      metrics: list(thing({ type: one('Resource'), resource: thing({ name: text, target: utilization }) })),
    }),
  }),
  Ingress: kind('networking.k8s.io/v1', {
    spec: thing({
      ingressClassName: text,
      tls: list(thing({ hosts: list(text), secretName: text })),
      rules: list(
        thing({
          host: text,
          http: thing({
            paths: list(
              thing({
                path: text,
                pathType: one('Prefix', 'Exact', 'ImplementationSpecific'),
                backend: thing({
                  service: thing({ name: text, port: thing({}, { name: text, number: whole }) }),
                }),
              }),
            ),
          }),
        }),
      ),
    }),
  }),
  Kustomization: thing({
    apiVersion: one('kustomize.config.k8s.io/v1beta1'),
    kind: text,
    namespace: text,
    resources: list(text),
    images: list(thing({ name: text, newName: text, newTag: text })),
  }),
};
