import { userInfo } from 'node:os';

/** Who decides at this terminal, for the audit trail. */
export function userName(): string {
  return process.env['PORTAGE_USER'] ?? process.env['USER'] ?? userInfo().username;
}
