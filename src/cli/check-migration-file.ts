import { optionFaults } from '../api/service/check-options.ts';
import { describeConnector, readsFiles } from '../api/service/describe-connector.ts';
import { connectors } from '../connectors/kit/registry.ts';
import { isTimeZone } from '../mappers/values/zones.ts';
import type { ConnectorDefinition } from '../model/connector.ts';
import { PortageError } from '../model/errors.ts';
import type { DestinationSettings, MigrationFile, SourceSettings } from '../model/migration-file.ts';
import { didYouMean } from '../model/nearest.ts';
import { canonicalObjects, settingObjects } from '../model/record.ts';

type Place = readonly (string | number)[];
type Side = 'source' | 'destination';

interface Fault {
  place: Place;
  text: string;
}

const recordObjects = canonicalObjects.filter((object) => !settingObjects.has(object));
const fileObjects: readonly string[] = [...recordObjects, 'user', 'activity', 'combined'];

/** What the schema cannot know: names of systems, credentials, objects and zones. Told before anything is started. */
export function checkMigrationFile(file: MigrationFile, path: string, lineOf: (place: Place) => number): void {
  const faults = [
    ...checkEnd(file.source, 'source'),
    ...checkEnd(file.destination, 'destination'),
    ...(file.objects ?? []).flatMap((object, at) => checkObject(object, ['objects', at], canonicalObjects)),
    ...Object.keys(file.modes).flatMap((object) => checkObject(object, ['modes', object], recordObjects)),
    ...(file.source.files ?? []).flatMap(({ object }, at) =>
      object === undefined ? [] : checkObject(object, ['source', 'files', at, 'object'], fileObjects),
    ),
    ...checkTimeZone(file.timezone),
  ];
  if (faults.length === 0) return;
  const lines = faults.map(({ place, text }) => `  line ${lineOf(place)}, ${place.join('.')}: ${text}`);
  throw new PortageError('config', `${path} names what does not exist, or lacks something:\n${lines.join('\n')}`, {
    code: 'invalid_migration_file',
    location: `${path}:${lineOf(faults[0]?.place ?? [])}`,
    hint: 'portage connectors tells systems, credentials and objects; docs/migration-file.md explains each key.',
  });
}

function checkEnd(end: SourceSettings | DestinationSettings, side: Side): Fault[] {
  const connector = connectors.find(({ system }) => system === end.system);
  const place = [side, 'system'];
  if (connector === undefined) {
    const known = connectors.map(({ system }) => system);
    return [{ place, text: `there is no connector "${end.system}"; ${didYouMean(end.system, known)}` }];
  }
  const { name, roles, auth } = describeConnector(connector);
  if (!roles.includes(side)) {
    const able = connectors.filter((one) => describeConnector(one).roles.includes(side)).map(({ system }) => system);
    return [{ place, text: `${name} cannot be a ${side}; ${able.join(', ')} can` }];
  }
  const options = checkOptions(connector, end, side);
  if (readsFiles(connector)) return [...checkPaths(end, side), ...options];
  if (end.connectionId !== undefined) return [];
  const sets = auth.map(({ credentials }) => credentials.join(' and ')).join(', or ');
  if (end.connection === undefined) {
    return [{ place: [side, 'connection'], text: `it is missing: ${name} needs the credentials ${sets}` }];
  }
  const known = [...new Set(auth.flatMap(({ credentials }) => credentials))];
  const credentials = Object.keys(end.connection.credentials)
    .filter((credential) => !known.includes(credential))
    .map((credential) => ({
      place: [side, 'connection', 'credentials', credential],
      text: `${name} has no such credential; ${didYouMean(credential, known)}`,
    }));
  return [...credentials, ...options];
}

function checkOptions(connector: ConnectorDefinition, end: SourceSettings | DestinationSettings, side: Side): Fault[] {
  return optionFaults(connector, end.connection?.options, side).map(({ name, text }) => ({
    place: [side, 'connection', 'options', name],
    text,
  }));
}

function checkPaths(end: SourceSettings | DestinationSettings, side: Side): Fault[] {
  if (side === 'destination') {
    if ('path' in end && end.path !== undefined) return [];
    return [{ place: [side, 'path'], text: 'it is missing: name the folder that the files are written to' }];
  }
  if ('files' in end && end.files !== undefined && end.files.length > 0) return [];
  return [{ place: [side, 'files'], text: 'no file is named: list them as { path: contacts.csv }' }];
}

function checkObject(object: string, place: Place, known: readonly string[]): Fault[] {
  if (known.includes(object) || object.startsWith('custom:')) return [];
  return [{ place, text: `there is no object "${object}"; ${didYouMean(object, known)}` }];
}

function checkTimeZone(zone: string | undefined): Fault[] {
  if (zone === undefined || isTimeZone(zone)) return [];
  const meant = didYouMean(zone, Intl.supportedValuesOf('timeZone'));
  return [
    {
      place: ['timezone'],
      text: `there is no time zone "${zone}"; ${meant.startsWith('did') ? meant : 'write it as in Europe/London'}`,
    },
  ];
}
