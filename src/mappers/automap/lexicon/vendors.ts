import type { Lexicon } from './atoms.ts';

/** Names of systems as they stand in headers: `Copper ID`, `apollo_contact_id`, `hs_object_id`. */
export const vendors: Lexicon = {
  vendor: `
    hubspot; hub spot; salesforce; sfdc; sf; zoho; pipedrive; copper; prosperworks; keap; infusionsoft; nimble;
    nutshell; streak; insightly; capsule; close io; attio; freshsales; freshworks; freshdesk; zendesk; zendesk sell;
    dynamics; dynamics 365; microsoft dynamics; act on; sugarcrm; sugar; suitecrm; espocrm; vtiger; yetiforce; odoo;
    erpnext; frappe; mautic; civicrm; mailchimp; brevo; sendinblue; activecampaign; active campaign; klaviyo; drip;
    convertkit; aweber; getresponse; mailerlite; constant contact; omnisend; intercom; drift; apollo; zoominfo;
    lusha; clearbit; rocketreach; seamless; cognism; uplead; leadfeeder; snov; hunter; salesloft; outreach;
    gohighlevel; highlevel; ghl; highrise; wealthbox; redtail; agile crm; agilecrm; onepagecrm; onepage;
    less annoying crm; lacrm; pipelinedeals; pipeliner; maximizer; goldmine; outlook; google; icloud; bigin; bitrix;
    bitrix24; amocrm; kommo; monday; clickup; airtable; notion; folk; affinity; twenty; teamleader; follow up boss;
    fub; kvcore; lofty; boomtown; shopify; woocommerce; stripe; quickbooks; xero; netsuite; sap; marketo; pardot;
    eloqua; jetpack; monica; dolibarr; krayin; twilio; aircall; calendly; typeform; wordpress; webflow; eventbrite;
    hs; acf; firmao; livespace; bexio; daylite; batchbook; contactually; ontraport; salesmate; salesflare;
    pipeline crm; crm id vendor; weclapp; centralstation; centralstationcrm; cas; hatchbuck; benchmark; nethunt;
    noCRM; solve360; base crm; zbs; zerobs`,
};
