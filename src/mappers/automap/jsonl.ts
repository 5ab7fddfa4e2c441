import { z } from 'zod';
import { PortageError } from '../../model/errors.ts';
import { interchangeField } from './interchange.ts';
import { proposeColumns } from './propose-columns.ts';
import { recogniseObject } from './recognise-object.ts';

const rowSchema = z.object({
  system: z.string().optional(),
  object: z.enum(['contact', 'lead', 'company', 'deal', 'activity', 'product', 'user', 'combined']).optional(),
  columns: z.array(
    z.object({
      header: z.string(),
      samples: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    }),
  ),
});

/**
 * Maps header rows given as JSON lines (`{"object","system","columns":[{"header","samples"}]}`) and answers each with a line
 * `{"columns":[{"header","field","confidence"}]}`, `field` null where nothing is sure enough. Blank lines are skipped;
 * a line that is no such row ends the run with its number.
 */
export async function* automapJsonl(lines: AsyncIterable<string>): AsyncIterable<string> {
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    yield JSON.stringify({ columns: mapRow(line, lineNumber) });
  }
}

interface MappedColumn {
  header: string;
  field: string | null;
  confidence: number;
  /** Only where the column says the opposite of its field. */
  inverted?: true;
}

function mapRow(line: string, lineNumber: number): MappedColumn[] {
  const { columns, object, system } = parseRow(line, lineNumber);
  const header = columns.map((column) => column.header);
  const samples = columns.map((column) => (column.samples ?? []).map((value) => (value === null ? '' : String(value))));
  const known = object ?? recogniseObject(header, samples).object ?? 'contact';
  return proposeColumns({ header, samples, object: known, ...(system === undefined ? {} : { system }) }).map(
    (proposal) => ({
      header: proposal.header,
      field: interchangeField(proposal.field),
      confidence: proposal.confidence,
      ...(proposal.inverted ? { inverted: true as const } : {}),
    }),
  );
}

function badLine(lineNumber: number, problem: string): PortageError {
  return new PortageError('config', `Line ${lineNumber}: ${problem}.`, {
    code: 'automap_bad_line',
    location: `line ${lineNumber}`,
    hint: 'Each line is one JSON object: {"object":"contact","columns":[{"header":"E-mail","samples":[]}]}.',
  });
}

function parseRow(line: string, lineNumber: number): z.infer<typeof rowSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    throw badLine(lineNumber, 'this is not JSON');
  }
  const row = rowSchema.safeParse(value);
  if (row.success) return row.data;
  const [issue] = row.error.issues;
  throw badLine(lineNumber, `${issue?.path.join('.') || 'the row'}: ${issue?.message}`);
}
