import type { ConnectorDefinition } from '../../model/connector.ts';
import { didYouMean } from '../../model/nearest.ts';

/** The end of a migration that a connection is for; null where it is stored for either. */
export type End = 'source' | 'destination';

export interface OptionFault {
  name: string;
  text: string;
}

/** Options that would do nothing, in silence: unknown ones, those of the other end, and values that mean nothing. */
export function optionFaults(
  connector: ConnectorDefinition,
  given: Record<string, unknown> = {},
  end: End | null = null,
  except: ReadonlySet<string> = new Set(),
): OptionFault[] {
  const known = optionsOf(connector, end, except);
  return Object.entries(given).flatMap(([name, value]) => {
    const rule = connector.optionRules[name];
    if (known.includes(name)) {
      if (rule?.values === undefined || rule.values.includes(value as string)) return [];
      return [{ name, text: `${JSON.stringify(value)} means nothing here; it is ${rule.values.join(' or ')}` }];
    }
    if (rule?.end !== undefined && rule.end !== end && !except.has(name))
      return [
        { name, text: `it means nothing for a ${end}: ${name} is an option of the ${rule.end}; leave it out here` },
      ];
    return [{ name, text: `${connector.name} has no such option; ${didYouMean(name, known)}` }];
  });
}

/** The names of a connector's options at an end. */
export function optionsOf(
  connector: ConnectorDefinition,
  end: End | null = null,
  except: ReadonlySet<string> = new Set(),
): string[] {
  return Object.keys(connector.options).filter((name) => {
    const of = connector.optionRules[name]?.end;
    return !except.has(name) && (end === null || of === undefined || of === end);
  });
}
