import { dateOf } from '../story/times.ts';
import type { Story, StoryDeal, StoryLead, StoryLineItem, StoryProduct } from '../story/types.ts';
import { ownerIdOf } from './owners.ts';
import { DEAL_PIPELINE_IDS, dealStageId, LEAD_PIPELINE_ID, LEAD_STAGE_IDS } from './pipelines.ts';
import { instant } from './records.ts';
import { given } from './seed-people.ts';

const SOURCES = ['referral', 'trade_fair', 'web', 'cold_call'];
const MODULES = ['core', 'reporting', 'api', 'mobile'];
const LEAD_LABELS = ['HOT', 'COLD', 'WARM'];

export function dealProperties(deal: StoryDeal, index: number): Record<string, string> {
  const close =
    deal.closedMs === null ? deal.expectedClose && `${deal.expectedClose}T00:00:00.000Z` : instant(deal.closedMs);
  return given({
    dealname: deal.title,
    amount: amountOf(deal.amountCents),
    deal_currency_code: deal.currency,
    pipeline: DEAL_PIPELINE_IDS[deal.pipeline],
    dealstage: dealStageId(deal.pipeline, deal.stage, deal.status),
    closedate: close,
    dealtype: index % 3 === 0 ? 'existingbusiness' : 'newbusiness',
    closed_lost_reason: deal.lostReason,
    hs_is_closed: String(deal.status !== 'open'),
    hs_is_closed_won: String(deal.status === 'won'),
    hubspot_owner_id: ownerIdOf(deal.owner),
    deal_source: SOURCES[deal.source],
    modules: index % 2 === 0 ? `${MODULES[index % 4]};${MODULES[(index + 1) % 4]}` : null,
    contract_number: index % 3 === 0 ? `CN-${10_000 + index}` : null,
    kick_off: index % 5 === 0 ? dateOf(deal.createdMs) : null,
    strategic: index % 6 === 0 ? 'true' : null,
    next_review: index % 9 === 0 ? instant(deal.updatedMs) : null,
    requirements: index % 7 === 0 ? 'Needs single sign-on 🔐 and:\n- audit log\n- "strict" roles' : null,
  });
}

export function leadProperties(lead: StoryLead): Record<string, string> {
  return given({
    hs_lead_name: lead.title,
    hs_lead_label: LEAD_LABELS[lead.label],
    hs_lead_type: 'NEW_BUSINESS',
    hs_pipeline: LEAD_PIPELINE_ID,
    hs_pipeline_stage: LEAD_STAGE_IDS[lead.label],
    hubspot_owner_id: ownerIdOf(lead.owner),
  });
}

export function productProperties(product: StoryProduct): Record<string, string> {
  return given({ name: product.name, price: amountOf(product.priceCents), hs_sku: product.code });
}

export function lineItemProperties(item: StoryLineItem, story: Story, productId: string): Record<string, string> {
  return given({
    name: story.products[item.product]!.name,
    price: amountOf(item.priceCents),
    quantity: item.quantity,
    amount: amountOf(Math.round(item.priceCents * item.quantity * (1 - item.discount / 100))),
    hs_product_id: productId,
    hs_discount_percentage: item.discount === 0 ? null : item.discount,
  });
}

function amountOf(cents: number | null): string | null {
  if (cents === null) return null;
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
}
