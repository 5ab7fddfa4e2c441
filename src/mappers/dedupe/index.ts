export { domainKey } from './domain-key.ts';
export { emailKey, isPlaceholderEmail, mostPeoplePerEmail } from './email-key.ts';
export { isFreeMailDomain } from './free-mail.ts';
export { type DuplicateKind, duplicateKinds, groupedObjects, groupKeysOf } from './group-keys.ts';
export { joinRecords } from './join-records.ts';
export { junkReason } from './junk.ts';
export { nameKey, personAtCompanyKey } from './name-key.ts';
export { phoneKey } from './phone-key.ts';
