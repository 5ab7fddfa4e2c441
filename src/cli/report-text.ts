import type { Report } from '../model/report.ts';

/** The report for a terminal: the balance first, then what a person has to look at. */
export function reportText(report: Report): string {
  const lines: string[] = [
    '',
    `${report.customer}: ${report.source.system} → ${report.destination.system} (${report.marker})`,
    '',
  ];
  const columns = [
    'source',
    'created',
    'updated',
    'merged',
    'skipped',
    'excluded',
    'held',
    'failed',
    'verified',
    'drifted',
  ] as const;
  lines.push(`  ${'object'.padEnd(10)}${columns.map((name) => name.padStart(10)).join('')}`);
  for (const [object, counts] of Object.entries(report.objects)) {
    lines.push(`  ${object.padEnd(10)}${columns.map((name) => String(counts[name]).padStart(10)).join('')}`);
  }
  const links = Object.entries(report.links);
  if (links.length > 0) {
    lines.push(
      '',
      `  ${'link'.padEnd(20)}${['source', 'linked', 'missing', 'ambiguous'].map((name) => name.padStart(10)).join('')}`,
    );
    for (const [name, counts] of links) {
      lines.push(
        `  ${name.padEnd(20)}${[counts.source, counts.linked, counts.missing, counts.ambiguous].map((count) => String(count).padStart(10)).join('')}`,
      );
    }
  }
  lostLinks(lines, report);
  section(
    lines,
    'Failed',
    report.failures.map((failure) => `${failure.object} ${failure.sourceId}: ${failure.message} (${failure.code})`),
    report.failuresTotal,
  );
  section(lines, 'Held for a person', grouped(report.held), report.heldTotal);
  section(
    lines,
    'Differs at the destination',
    report.drift.map((line) => `${line.object} ${line.sourceId} ${line.field}: ${line.explanation}`),
    report.driftTotal,
  );
  section(
    lines,
    'Looks like a second copy at the destination',
    report.doubles.map((line) =>
      line.twinId === null
        ? `${line.destinationObject} ${line.destinationId}: carries this migration's marker, and no migration knows of it`
        : `${line.destinationObject} ${line.destinationId}: carries the id of ${line.object} ${line.sourceId}, as ${line.twinId} does`,
    ),
    report.doublesTotal,
  );
  section(
    lines,
    'Reshaped on the way, as the mapping says',
    report.reshaped.map((line) => `${line.count} × ${line.object}: ${line.message}`),
    null,
  );
  section(
    lines,
    'Left out',
    report.leftOut.map((line) => `${line.count} × ${line.object}: ${line.message}`),
    null,
  );
  const { requests } = report;
  if (report.status === 'completed' && Object.values(report.objects).every(({ source }) => source === 0))
    lines.push('', '  The source has no records. Is it the right account, and may the key see all of it?');
  lines.push(
    '',
    `  requests: ${requests.source.total} to the source (${requests.source.throttled} throttled), ${requests.destination.total} to the destination (${requests.destination.throttled} throttled)`,
  );
  lines.push(`  ${report.balanced ? 'BALANCED' : 'NOT BALANCED'}: ${report.status}`, '');
  return lines.join('\n');
}

/** A number alone leaves the reader to guess: what leads nowhere is named, the rest follows from its records. */
function lostLinks(lines: string[], report: Report): void {
  const lost = Object.values(report.links).reduce((sum, link) => sum + link.missing, 0);
  const nowhere = report.linkProblems.filter(({ code }) => code === 'missing_link');
  const rest = lost - nowhere.length;
  section(
    lines,
    `Links that could not be kept (${lost})`,
    [
      ...(rest > 0
        ? [`${rest} × one of the two records did not come across, or the destination has no place for such a link`]
        : []),
      ...nowhere.map(({ object, sourceId, message }) => `${object} ${sourceId}: ${message}`),
    ],
    null,
  );
}

const shown = 10;

function section(lines: string[], title: string, entries: string[], total: number | null): void {
  if (entries.length === 0) return;
  lines.push('', `  ${title}${total === null ? '' : ` (${total})`}:`);
  for (const entry of entries.slice(0, shown)) lines.push(`    ${entry}`);
  if (entries.length > shown) lines.push(`    … and ${(total ?? entries.length) - shown} more`);
}

function grouped(rows: { object: string; code: string; message: string }[]): string[] {
  const groups = Map.groupBy(rows, (row) => `${row.object}: ${row.message} (${row.code})`);
  return [...groups].map(([text, members]) => `${members.length} × ${text}`);
}
