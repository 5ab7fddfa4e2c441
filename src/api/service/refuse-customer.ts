import { PortageError } from '../../model/errors.ts';
import type { MigrationRow } from '../../store/migration-row.ts';

/** Undoing and purging ask for the customer's name, so that nobody takes away the wrong migration. */
export function refuseOtherCustomer(row: MigrationRow, customer: string | undefined): void {
  if (customer === undefined || customer === row.customer) return;
  throw new PortageError('config', "this is not the customer's name", {
    code: 'customer_differs',
    hint: 'Write the name exactly as the migration has it.',
    location: 'body.customer',
  });
}
