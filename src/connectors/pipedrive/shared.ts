import type { ConnectorInput } from '../../model/connector.ts';

type Source = NonNullable<ConnectorInput['source']>;
export type Stream = Source['streams'][string];
export type Field = NonNullable<Stream['fields']>[number];

/** v2 lists: at most 500 a page, the cursor says where the next one begins. */
export const v2Paging: Stream['paging'] = {
  type: 'cursor',
  param: 'cursor',
  next: 'additional_data.next_cursor',
  sizeParam: 'limit',
  size: 500,
};

/** v1 lists: counted by `start`; a larger limit than the cap is cut down silently. */
export function v1Paging(size: number): Stream['paging'] {
  return {
    type: 'offset',
    offsetParam: 'start',
    sizeParam: 'limit',
    size,
    next: 'additional_data.pagination.next_start',
    hasMore: 'additional_data.pagination.more_items_in_collection',
  };
}

/** v2 and v1 take the same filter, and both count the given second in. */
export const updatedSince: Stream['incremental'] = { param: 'updated_since', format: 'rfc3339' };

export const deletedFlag: Stream['states'] = [{ path: 'is_deleted', values: [true], state: 'deleted' }];

/** Owner and times, as every object has them. `about` is the concept's object. */
export function ownership(about: string): Field[] {
  return [
    { key: 'owner_id', type: 'reference', concept: `${about}.owner` },
    { key: 'add_time', type: 'instant', concept: `${about}.created_at` },
    { key: 'update_time', type: 'instant', concept: `${about}.updated_at` },
  ];
}

/** Who made a record, by name: the person may not own it any more. */
export function creator(path: string): Field {
  return { key: 'creator', label: 'Created by', type: 'text', path, namesOf: 'users' };
}

/** An address that Pipedrive's geocoder has taken apart; where it could not, the text as typed is the first line. */
export function addressFields(path: string, about: string): Field[] {
  return [
    {
      key: `${path}.line1`,
      label: 'Street',
      type: 'text',
      concept: `${about}.address.line1`,
      // "Main St 1" or "1 Main St", as it was typed
      join: { paths: [`${path}.route`, `${path}.street_number`], inOrderOf: `${path}.value` },
      otherwise: [`${path}.value`],
    },
    {
      key: `${path}.subpremise`,
      label: 'Suite',
      type: 'text',
      concept: `${about}.address.line2`,
      path: `${path}.subpremise`,
    },
    {
      key: `${path}.locality`,
      label: 'City',
      type: 'text',
      concept: `${about}.address.city`,
      path: `${path}.locality`,
      otherwise: [`${path}.sublocality`],
    },
    {
      key: `${path}.admin_area_level_1`,
      label: 'State',
      type: 'text',
      concept: `${about}.address.region`,
      path: `${path}.admin_area_level_1`,
    },
    {
      key: `${path}.postal_code`,
      label: 'Postal code',
      type: 'text',
      concept: `${about}.address.postal_code`,
      path: `${path}.postal_code`,
    },
    {
      key: `${path}.country`,
      label: 'Country',
      type: 'country',
      concept: `${about}.address.country`,
      path: `${path}.country`,
    },
  ];
}
