import { loadClientConnectConfig } from '@temporalio/envconfig';
import { z } from 'zod';
import { messageOf, PortageError } from '../model/errors.ts';
import { logLevels } from './logging.ts';
import { defaultDataDir } from './paths.ts';
import type { TemporalTarget } from './temporal-client.ts';

export type Environment = Record<string, string | undefined>;

const port = z.coerce.number().int().min(0).max(65_535);
const list = z.string().transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''));

/** Each setting of the environment. `.env.example` lists the same ones with their meaning. */
const settings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/name' })
    .optional(),
  PORTAGE_DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(20),
  PORTAGE_DATA_DIR: z.string().default(defaultDataDir),
  PORTAGE_SECRET_KEY: z.string().optional(),
  PORTAGE_ALLOWED_HOSTS: list
    .pipe(z.array(z.string().regex(/^(\*\.)?[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i)))
    .default([]),
  PORTAGE_PRIVATE_HOSTS: list.pipe(z.array(z.string().regex(/^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i))).default([]),
  PORTAGE_HOST: z.string().default('127.0.0.1'),
  PORTAGE_PORT: port.default(8080),
  PORTAGE_METRICS_PORT: port.optional(),
  PORTAGE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PORTAGE_TASK_QUEUE: z.string().min(1).default('portage'),
  PORTAGE_TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
  PORTAGE_LOG_LEVEL: z.enum(logLevels).default('info'),
  PORTAGE_LOG_FORMAT: z.enum(['line', 'json']).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
  PORTAGE_MAIL_FROM: z.string().default('portage@localhost'),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d+$|^\[[\da-f:]+\]:\d+$/i, 'must be host:port')
    .optional(),
});

/** The names of all settings, for the test that compares them with `.env.example`. */
export const settingNames = Object.keys(settings.shape);

export interface Config {
  dataDir: string;
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  databasePool: number;
  /** Undefined: the key file in the data folder. */
  secretKey: string | undefined;
  /** Hosts other than a vendor's own that a connection's `baseUrl` may name; `*.example.com` for all below. */
  allowedHosts: readonly string[];
  /** Those of them that may stand in a private network. */
  privateHosts: readonly string[];
  api: { host: string; port: number; publicUrl: string | undefined };
  metricsPort: number | undefined;
  mail: { smtpUrl: string | undefined; from: string };
  log: { level: (typeof logLevels)[number]; format: 'line' | 'json' | undefined };
  taskQueue: string;
  /** Undefined: the embedded server. */
  temporal: TemporalTarget | undefined;
  temporalNamespace: string;
  temporalUiUrl: string | undefined;
}

/** Reads and checks the environment; all faults are told at once, by name and never with the value. */
export function readConfig(environment: Environment = process.env): Config {
  // In env files an empty value means "not set".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const values = parsed.data;
  return {
    dataDir: values.PORTAGE_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.PORTAGE_DATABASE_POOL,
    secretKey: values.PORTAGE_SECRET_KEY,
    allowedHosts: [...values.PORTAGE_ALLOWED_HOSTS, ...values.PORTAGE_PRIVATE_HOSTS],
    privateHosts: values.PORTAGE_PRIVATE_HOSTS,
    api: { host: values.PORTAGE_HOST, port: values.PORTAGE_PORT, publicUrl: values.PORTAGE_PUBLIC_URL },
    metricsPort: values.PORTAGE_METRICS_PORT,
    mail: { smtpUrl: values.SMTP_URL, from: values.PORTAGE_MAIL_FROM },
    log: { level: values.PORTAGE_LOG_LEVEL, format: values.PORTAGE_LOG_FORMAT },
    taskQueue: values.PORTAGE_TASK_QUEUE,
    temporal: readTemporalTarget(given as Record<string, string>),
    temporalNamespace: given['TEMPORAL_NAMESPACE'] ?? 'default',
    temporalUiUrl: values.PORTAGE_TEMPORAL_UI_URL,
  };
}

/**
 * Address, namespace, TLS and API key by the rules of Temporal's own tools (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE,
 * TEMPORAL_API_KEY, TEMPORAL_TLS_*, a profile in a TOML file). The file counts only where the environment names it or a
 * profile of it: a developer's default profile may point at production, and a demo must not run there.
 */
function readTemporalTarget(environment: Record<string, string>): TemporalTarget | undefined {
  const usesFile = 'TEMPORAL_CONFIG_FILE' in environment || 'TEMPORAL_PROFILE' in environment;
  if (!usesFile && !('TEMPORAL_ADDRESS' in environment)) return undefined;
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig({
      disableFile: !usesFile,
      overrideEnvVars: environment,
      ...(environment['TEMPORAL_PROFILE'] === undefined ? {} : { profile: environment['TEMPORAL_PROFILE'] }),
    });
    const { address } = connectionOptions;
    if (address === undefined) throw new Error('the profile names no address');
    return { namespace: namespace ?? 'default', connection: { ...connectionOptions, address } };
  } catch (error) {
    throw invalid([`TEMPORAL_*: ${messageOf(error)}`]);
  }
}

function invalid(faults: readonly string[]): PortageError {
  return new PortageError('config', `The environment holds settings that cannot be used: ${faults.join('; ')}`, {
    code: 'config_invalid',
    hint: 'Correct them; .env.example shows each setting with an example.',
    location: 'environment',
  });
}
