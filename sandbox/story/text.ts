import type { Random } from '../kit/random.ts';

const SUBJECTS = ['renewal', 'pilot', 'licences', 'onboarding', 'support plan', 'expansion', 'audit', 'training'];
const TASKS = [
  'Send the offer',
  'Call back about',
  'Prepare the contract for',
  'Check the budget of',
  'Ask for feedback on',
];
const REMARKS = [
  'Met at the fair in Hamburg; wants three offers by Friday.',
  'Budget approved, waiting for legal.',
  'Asked whether we integrate with their ERP.',
  'Very happy with the pilot 🎉 — send the contract.',
  'ביקש הצעת מחיר עד סוף החודש',
  'Préfère être appelée le matin, jamais après 18 h.',
  '担当者が変わりました。来週また連絡します。',
  'Said: "call me <later>" & hung up.',
];
const LONG_PARAGRAPH =
  'They run the same process in four plants, and each has its own way of naming customers, which is why the list below is long. ';

export const LOST_REASONS = ['Price', 'Competitor', 'No budget', 'Timing', "Didn't answer 🤷"];

export function subjectOf(random: Random): string {
  return random.pick(SUBJECTS);
}

export function taskSubjectOf(random: Random): string {
  return `${random.pick(TASKS)} ${random.pick(SUBJECTS)}`;
}

export function remarkOf(random: Random): string {
  return random.pick(REMARKS);
}

/** A note as people write them in a rich-text box. */
export function noteHtmlOf(random: Random): string {
  switch (random.integer(0, 4)) {
    case 0:
      return `<p>${remarkOf(random)}</p>`;
    case 1:
      return `<div>${remarkOf(random)}<br>${remarkOf(random)}</div>`;
    case 2:
      return `<ul><li>${remarkOf(random)}</li><li>next step: <b>${subjectOf(random)}</b></li></ul>`;
    case 3:
      return `<p><a href="https://files.seller.example/offer-${random.integer(100, 999)}.pdf">offer</a>, ${remarkOf(random)}</p>  `;
    default:
      return remarkOf(random);
  }
}

/** About 40,000 characters: longer than what several destinations take. */
export function longNoteHtmlOf(random: Random): string {
  const items = Array.from(
    { length: 280 },
    (_, index) => `<li>${index + 1}. ${LONG_PARAGRAPH}${subjectOf(random)}</li>`,
  );
  return `<h2>Minutes 📝</h2><ol>${items.join('')}</ol><p>سيتم الإرسال غدًا</p>`;
}
