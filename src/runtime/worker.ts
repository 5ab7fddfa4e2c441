import { NativeConnection, Worker, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import type { Log } from './logging.ts';
import { dataConverter, type TemporalTarget, temporalUnreachable } from './temporal-client.ts';
import { installTemporalRuntime } from './temporal-runtime.ts';

/** How long running activities may take to finish their open requests before they are cancelled. */
const GRACE_MS = 45_000;
const HEARTBEAT_MS = 2_000;
const STICKY_MS = 3_000;
const LOOK_MS = 2_000;

export interface PortageWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  activities: object;
  /** As a path it is bundled for this worker alone, which takes seconds; see workflow-bundle.ts. */
  workflows: { path: string } | WorkflowBundleOption;
  log: Log;
  /** Default: ours. */
  payloadConverterPath?: string;
  /** Anything else of the SDK's, for tests and tuning. */
  options?: Partial<WorkerOptions>;
}

export interface PortageWorker {
  worker: Worker;
  /** Ends when the worker was stopped; rejects when it broke. */
  done: Promise<void>;
  /** Takes no new work, waits for what runs, and ends. */
  stop(): Promise<void>;
}

/** Connects for workers. They share one connection in a process. */
export async function connectWorker(target: TemporalTarget, log: Log): Promise<NativeConnection> {
  installTemporalRuntime(log);
  return await NativeConnection.connect(target.connection).catch((error) => {
    throw temporalUnreachable(target, error);
  });
}

/** Creates a worker and lets it run. */
export async function createWorker(options: PortageWorkerOptions): Promise<PortageWorker> {
  const { workflows } = options;
  const worker = await Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    activities: options.activities,
    ...('path' in workflows ? { workflowsPath: workflows.path } : { workflowBundle: workflows }),
    dataConverter: options.payloadConverterPath
      ? { payloadConverterPath: options.payloadConverterPath }
      : dataConverter,
    shutdownGraceTime: GRACE_MS,
    // chunks are given up after 8 seconds without a heartbeat: one must get through in time
    maxHeartbeatThrottleInterval: HEARTBEAT_MS,
    // a worker that was killed leaves its next workflow tasks on a queue of its own for this long
    stickyQueueScheduleToStartTimeout: STICKY_MS,
    ...options.options,
  });
  const done = untilOver(worker);
  // Whoever awaits `done` is told as well; nobody awaiting it must not end the process.
  done.catch((error) => options.log.error({ err: error }, 'the worker broke'));
  return {
    worker,
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done.catch(() => undefined);
    },
  };
}

/** Runs a worker. Taking down one that Temporal has turned away may hang, so that `run` never ends: its state says it first. */
async function untilOver(worker: Worker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const turnedAway = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (worker.getState() === 'FAILED') reject(new Error('Temporal has turned the worker away'));
    }, LOOK_MS).unref();
  });
  try {
    await Promise.race([worker.run(), turnedAway]);
  } finally {
    clearInterval(timer);
  }
}
