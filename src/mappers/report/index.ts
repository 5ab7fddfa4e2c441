import type { Report } from '../../model/report.ts';
import { headline } from './headline.ts';
import { Html, html } from './html.ts';
import { effortSection, undoSection } from './sections/afterwards.ts';
import { approvalSection } from './sections/approval.ts';
import { balanceSection } from './sections/balance.ts';
import { duplicatesSection } from './sections/duplicates.ts';
import { examplesSection } from './sections/examples.ts';
import { linksSection } from './sections/links.ts';
import { consentSection } from './sections/people.ts';
import { doublesSection, driftSection, problemsSection, reshapedSection } from './sections/problems.ts';
import { sampleSection } from './sections/sample.ts';
import { style } from './style.ts';
import { type ReportNames, viewOf } from './view.ts';

export { reportCsv } from './csv.ts';
export type { ReportNames } from './view.ts';

/**
 * The report that goes to the customer: one file without scripts, fonts or pictures from elsewhere, for screen and paper.
 * However many problems there are, it shows whole numbers and the first examples; the CSV lists every one.
 */
export function renderReportHtml(report: Report, names: ReportNames = {}): string {
  const view = viewOf(report, names);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>Migration report: ${report.customer}</title>
<style>${new Html(style)}</style>
</head>
<body><main>
${headline(view)}
${balanceSection(view)}
${linksSection(view)}
${problemsSection(view)}
${driftSection(view)}
${doublesSection(view)}
${duplicatesSection(view)}
${consentSection(view)}
${reshapedSection(view)}
${examplesSection(view)}
${sampleSection(view)}
${approvalSection(view)}
${effortSection(view)}
${undoSection(view)}
<footer>Migration ${report.id}, mark at the destination ${report.marker}. Times are UTC. Made by Portage.</footer>
</main></body>
</html>
`.toString();
}
