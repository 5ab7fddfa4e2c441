import type { Column } from '../column.ts';
import { fillFrom } from '../explain.ts';
import type { ObjectHint } from '../types.ts';
import { wordsOf } from '../words.ts';

const facts: Readonly<Record<string, string>> = {
  name: 'full_name',
  'full name': 'full_name',
  'first name': 'first_name',
  'last name': 'last_name',
  email: 'email',
  'e mail': 'email',
  'email address': 'email',
  phone: 'phone',
  'phone number': 'phone',
  telephone: 'phone',
  mobile: 'phone_mobile',
  'mobile number': 'phone_mobile',
  cell: 'phone_mobile',
  title: 'title',
};
const names: ReadonlySet<string> = new Set(['full_name', 'first_name', 'last_name']);
const reach: ReadonlySet<string> = new Set(['email', 'phone', 'phone_mobile']);
const holders = /^(?:home|house|property|business) ?owner$/;
const deciders = /^(?:decision ?maker|dm)$/;
/** Words for who somebody is. Stores, vendors and clinics have a name and a phone as well, and are none. */
const people: ReadonlySet<string> = new Set(
  `doctor physician dentist lawyer attorney teacher trainer instructor coach tutor mentor mentee employee worker tenant
  resident householder landlord seller driver player athlete volunteer author artist speaker delegate
  registrant respondent enquirer inquirer requester requestor caller visitor recipient policyholder insured passenger
  traveller traveler borrower claimant beneficiary founder ceo director principal pupil learner graduate alumnus donor
  homebuyer investor citizen voter`.split(/\s+/),
);

/** `Doctor Name` and `Doctor Email` in a file of people that names nobody else: the doctor is whom the file is about. */
export function settleRoles(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const isNamed = ({ answer }: Column) => answer && names.has(answer.part) && answer.confidence >= fillFrom;
  if (columns.some((column) => isNamed(column))) return;
  const told = columns.flatMap((column) => factOf(column));
  const roles = Map.groupBy(told, ({ role }) => role);
  for (const [role, ofRole] of roles) {
    const parts = new Set(ofRole.map(({ part }) => part));
    const isNamedBy = [...parts].some((part) => names.has(part));
    if (!isNamedBy || !(deciders.test(role) || [...parts].some((part) => reach.has(part)))) continue;
    for (const { column, part } of ofRole) {
      const why = `nobody but the ${role} is named in the row`;
      column.answer = {
        field: `contact.${part}`,
        base: 'contact',
        part,
        confidence: 0.75,
        inverted: false,
        bare: false,
        why,
      };
      column.notes.length = 0;
      // `homeowner` speaks of no phone at home
      column.frame = { ...column.frame, atoms: new Set() };
    }
    return;
  }
}

/** The role in front of a fact: `homeownerEmail` → homeowner, email. A bare `Decision Maker` is a name. */
function factOf(column: Column): { column: Column; role: string; part: string }[] {
  const words = wordsOf(column.header);
  if ((column.answer?.confidence ?? 0) >= fillFrom || column.header.trim().endsWith('?')) return [];
  if (/^decision ?maker$/.test(words.join(' '))) return [{ column, role: 'decision maker', part: 'full_name' }];
  for (const length of [2, 1]) {
    const part = facts[words.slice(-length).join(' ')];
    const role = words.slice(0, -length).join(' ');
    if (part !== undefined && role !== '' && isRole(role)) return [{ column, role, part }];
  }
  return [];
}

function isRole(role: string): boolean {
  return deciders.test(role) || holders.test(role) || people.has(role);
}
