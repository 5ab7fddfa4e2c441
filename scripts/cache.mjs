// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where things outlive a checkout: Node 24, the Temporal server. */
export function cacheFolder(environment = process.env) {
  if (environment.PORTAGE_CACHE_DIR) return environment.PORTAGE_CACHE_DIR;
  const base = environment.XDG_CACHE_HOME || (homeFolder() ? join(homeFolder(), '.cache') : tmpdir());
  return join(base, 'portage');
}

function homeFolder() {
  try {
    return homedir();
  } catch {
    return undefined; // a container's user without an entry in /etc/passwd and without HOME
  }
}
