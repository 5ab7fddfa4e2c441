export { Collection } from './collection.ts';
export type { LimitRule, LimitState } from './limits.ts';
export type { Random } from './random.ts';
export { BadBody, empty, isObject, type JsonObject, json, jsonText, Refusal, readJson, readObject } from './reply.ts';
export { Router } from './router.ts';
export type {
  Handler,
  Principal,
  Reply,
  SandboxApp,
  SandboxContext,
  SandboxDefinition,
  SandboxRequest,
} from './types.ts';
