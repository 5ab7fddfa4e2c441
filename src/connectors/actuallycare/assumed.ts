/** Where the guide is silent. Each is a setting of this definition or of the connection, to be checked on one record. */
export const assumed: string[] = [
  'Address of the API (connection.baseUrl): https://api.actuallycare.com/v1.',
  'The key is sent as "Authorization: Bearer KEY" and as "X-API-Key: KEY" (connection options authHeader and authPrefix name one).',
  'Which account a key belongs to is not told: the connection option account names it, else a digest of the key stands for it.',
  'A record has an id; a create answers with the record at data.',
  'One record is read at GET /{resource}/{id} (where that answers 404, in the list), changed with PATCH, and archived with DELETE; the guide knows archiving in the app only.',
  'An archived record has archived_at and is left out of the lists.',
  'Records carry created_at and updated_at.',
  'Contacts are listed like clients and leads, at GET /contacts.',
  'Pages hold 100 records, as in the guide’s script.',
  'Clients need first and last name, leads a name.',
  'lead_source, notes and tags are fields of leads, clients and contacts by these names, tags a list; the guide only says that such fields exist.',
  'contact_type is one of vendor, agent, lender, escrow_officer, title_officer, other.',
  'A contact has a field company.',
  'The limit of 500 requests in 15 minutes counts for the account.',
];
