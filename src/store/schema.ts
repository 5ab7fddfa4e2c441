import type { AccessTables } from './schema/access.ts';
import type { MigrationTables } from './schema/migration.ts';
import type { PlanningTables } from './schema/planning.ts';
import type { StagingTables } from './schema/staging.ts';
import type { WritingTables } from './schema/writing.ts';

/** The tables, as migrations/*.sql makes them. */
export interface Schema extends AccessTables, MigrationTables, StagingTables, PlanningTables, WritingTables {}
