export interface NoticeSteps {
  /** The migration at the API, for whoever has a key; null where the API has no public address. */
  link: string | null;
  /** What to type, ready to be copied. */
  commands: string[];
}

/** What whoever reads a notice can do next: commands with the migration's id, and where the API has it. */
export function stepsAfter(event: string, id: string, publicUrl: string | null): NoticeSteps {
  const origin = publicUrl?.replace(/\/+$/, '') ?? null;
  const at = origin === null ? '' : ` --url ${origin}`;
  return {
    link: origin === null ? null : `${origin}/api/v1/migrations/${id}`,
    commands: [...(commandsAfter[event] ?? []), status].map((command) => `${command(id)}${at}`),
  };
}

type Command = (id: string) => string;
const status: Command = (id) => `portage status ${id}`;
const resume: Command = (id) => `portage signal ${id} resume`;
const report: Command = (id) => `portage report ${id} --out report.html`;

const commandsAfter: Readonly<Record<string, Command[]>> = {
  sampleReady: [(id) => `portage sample ${id} --format html --out sample.html`, (id) => `portage approve ${id}`],
  paused: [resume],
  finished: [report],
  failed: [resume],
};

/** The same as the end of a mail. */
export function stepsText({ link, commands }: NoticeSteps): string {
  return [
    'Next:',
    ...commands.map((command) => `  ${command}`),
    ...(link === null ? [] : ['', `By the API, with your key: ${link}`]),
  ].join('\n');
}
