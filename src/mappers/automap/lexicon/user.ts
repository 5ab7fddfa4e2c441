import type { Lexicon } from './atoms.ts';

/** Words that mean something else, or more, in a list of users. */
export const userWords: Lexicon = {
  email: `
    username; user name email; login; login email; sign in email; user email; email login; upn; user principal name`,
  active: `
    active; is active; enabled; user status; deactivated; active flag; active user; aktiv; actif; activo; attivo;
    ativo; actief; aktywny`,
  user: 'employee',
  name: 'user name; display name; full name; alias',
};
