import type { Pipeline, PipelineStage } from '../../model/catalogue.ts';
import { slug } from './new-fields.ts';

/**
 * Sales (Standard), the pipeline template that Adoptiv ships with, and the other words that systems use for its stages: the
 * default pipelines of HubSpot, Salesforce, Pipedrive, Zoho and Close among them. It says what comes first where a file only
 * has names, and stands in where neither side has a pipeline at all.
 */
const stages: readonly (readonly [name: string, kind: PipelineStage['kind'], also: string])[] = [
  [
    'Lead',
    'open',
    'new, new lead, lead in, prospect, prospecting, identified, inbound, neu, nuevo, nouveau, novo, nieuw',
  ],
  [
    'Contacted',
    'open',
    'contact made, first contact, connected, engaging, appointment scheduled, meeting scheduled, kontaktiert, contactado, contacté',
  ],
  [
    'Qualified',
    'open',
    'qualification, qualified to buy, needs analysis, discovery, demo scheduled, demo completed, presentation scheduled, ' +
      'value proposition, id decision makers, identify decision makers, perception analysis, qualifiziert, calificado, qualifié',
  ],
  [
    'Proposal',
    'open',
    'proposal made, proposal sent, proposal price quote, proposal quote, quote, quote sent, offer, offer sent, angebot, ' +
      'propuesta, proposition, proposta, offerte, oferta',
  ],
  [
    'Negotiation',
    'open',
    'negotiations started, negotiation review, in negotiation, decision maker bought in, contract sent, verhandlung, ' +
      'negociación, négociation, negoziazione, onderhandeling',
  ],
  ['Closed Won', 'won', 'won, gewonnen, ganado, ganada, gagné, vinto, ganho, sold, signed'],
  ['Closed Lost', 'lost', 'lost, verloren, perdido, perdida, perdu, perso, closed lost to competition, abandoned'],
];

export const salesStandard: Pipeline = {
  id: 'sales_standard',
  name: 'Sales (Standard)',
  stages: stages.map(([name, kind], order) => ({ id: slug(name), name, kind, order })),
};

const byName: ReadonlyMap<string, PipelineStage> = new Map(
  stages.flatMap(([name, , also], order) =>
    [name, ...also.split(', ')].map((word): [string, PipelineStage] => [
      slug(word),
      salesStandard.stages[order] as PipelineStage,
    ]),
  ),
);

/** The stage of Sales (Standard) that a name stands for; null where it is a word of the customer's own. */
export function standardStage(name: string): PipelineStage | null {
  return byName.get(slug(name)) ?? null;
}

/** Stages of which only the names are known, in the order in which deals go through them. Words of their own stay in the middle. */
export function inStandardOrder(given: readonly PipelineStage[]): PipelineStage[] {
  const middle = { open: 2.5, won: 5, lost: 6 } as const;
  const rank = ({ name, kind }: PipelineStage) => {
    const known = standardStage(name);
    return known?.kind === kind ? known.order : middle[kind];
  };
  return [...given].sort((a, b) => rank(a) - rank(b)).map((stage, order) => ({ ...stage, order }));
}
