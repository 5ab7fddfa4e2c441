import { ENTIRE_COMPANY, type View, v1Time, v2Time } from './records.ts';
import { customValues, type Seeding } from './seed-people.ts';
import { userIdOf } from './users.ts';

export function productView({ story, account }: Seeding, index: number): View {
  const product = story.products[index]!;
  return {
    id: index + 1,
    name: product.name,
    code: product.code,
    description: null,
    unit: 'pcs',
    tax: 0,
    category: null,
    is_linkable: true,
    is_deleted: false,
    visible_to: ENTIRE_COMPANY,
    owner_id: userIdOf(0),
    add_time: v2Time(product.createdMs),
    update_time: v2Time(product.createdMs),
    billing_frequency: 'one-time',
    billing_frequency_cycles: null,
    prices: [
      {
        product_id: index + 1,
        price: product.priceCents / 100,
        currency: product.currency,
        cost: 0,
        direct_cost: null,
        notes: '',
      },
    ],
    custom_fields: customValues(account, 'product', [12]),
  };
}

export function dealProductView({ story }: Seeding, index: number): View {
  const item = story.lineItems[index]!;
  const deal = story.deals[item.deal]!;
  const time = v2Time(deal.createdMs);
  return {
    id: index + 1,
    sum: Math.round(item.priceCents * item.quantity * (1 - item.discount / 100)) / 100,
    tax: 0,
    deal_id: item.deal + 1,
    name: story.products[item.product]!.name,
    product_id: item.product + 1,
    product_variation_id: null,
    order_nr: index + 1,
    add_time: time,
    update_time: time,
    comments: '',
    currency: story.products[item.product]!.currency,
    discount: item.discount,
    quantity: item.quantity,
    item_price: item.priceCents / 100,
    tax_method: 'exclusive',
    discount_type: 'percentage',
    is_enabled: true,
    billing_frequency: 'one-time',
    billing_frequency_cycles: null,
    billing_start_date: null,
  };
}

export function fileView({ story, ids }: Seeding, index: number): View {
  const deal = story.deals[index]!;
  const id = Math.floor(index / 120) + 1;
  return {
    id,
    user_id: userIdOf(deal.owner),
    deal_id: index + 1,
    person_id: ids.person(deal.contacts[0] ?? null),
    org_id: ids.organization(deal.company),
    product_id: null,
    activity_id: null,
    lead_id: null,
    project_id: null,
    add_time: v1Time(deal.createdMs),
    update_time: v1Time(deal.updatedMs),
    file_name: `offer_${id}.txt`,
    file_size: `Offer ${id} for ${deal.title}\n`.length,
    active_flag: true,
    inline_flag: false,
    remote_location: null,
    remote_id: null,
    name: `Offer ${id}.txt`,
    description: null,
    url: `/v1/files/${id}/download`,
  };
}
