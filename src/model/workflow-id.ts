/** The id of a migration's workflow; its children's begin with it. */
export function workflowIdOf(migrationId: string): string {
  return `migration:${migrationId}`;
}
