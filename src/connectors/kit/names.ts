import type { SystemMetadata } from '../../model/catalogue.ts';

/** Names by id, for fields that show a person who or what an id stands for. */
export interface Names {
  users: ReadonlyMap<string, string>;
  pipelines: ReadonlyMap<string, string>;
  stages: ReadonlyMap<string, string>;
}

export function namesIn({ users, pipelines }: Pick<SystemMetadata, 'users' | 'pipelines'>): Names {
  return {
    users: new Map(users.flatMap((user) => nameOf(user.id, user.name ?? user.email))),
    pipelines: new Map(pipelines.map(({ id, name }) => [id, name])),
    stages: new Map(pipelines.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const))),
  };
}

function nameOf(id: string, name: string | null): [string, string][] {
  return name === null ? [] : [[id, name]];
}
