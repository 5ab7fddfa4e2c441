import type { CloseState } from './state.ts';

/** An entry that the vendor writes into a lead's history by itself. */
export interface HistoryEntry {
  id: string;
  _type: 'Created' | 'TaskCompleted' | 'EmailThread';
  lead_id: string;
  contact_id: string | null;
  user_id: string | null;
  date_created: string;
  date_updated: string;
  [property: string]: unknown;
}

/** Shown among all activities of a lead, and by no list of one type: that it was made, tasks done, the threads of its e-mails. */
export function historyOf(state: CloseState, leadId: string | null): HistoryEntry[] {
  const leads = leadId === null ? state.leads.all() : [state.leads.get(leadId)].filter((lead) => lead !== undefined);
  return leads.flatMap((lead): HistoryEntry[] => {
    const tasks = state.tasksOf(lead.id).filter((task) => task.is_complete);
    const emails = state.activities.email.whereCurrent('lead_id', lead.id, ({ lead_id }) => [lead_id]);
    return [
      {
        ...entry('Created', `acti_${lead.id.slice('lead_'.length)}`, lead.id, lead),
        user_id: lead.created_by,
      },
      ...tasks.map((task) => ({
        ...entry('TaskCompleted', `acti_${task.id.slice('task_'.length)}`, lead.id, task),
        user_id: task.updated_by,
        task_id: task.id,
        task_text: task.text,
      })),
      ...emails.map((email) => ({
        ...entry('EmailThread', String(email['thread_id']), lead.id, email),
        user_id: email.user_id,
        contact_id: email.contact_id,
        emails: [{ id: email.id }],
      })),
    ];
  });
}

function entry(
  type: HistoryEntry['_type'],
  id: string,
  leadId: string,
  { date_created, date_updated }: { date_created: string; date_updated: string },
): HistoryEntry {
  return { id, _type: type, lead_id: leadId, contact_id: null, user_id: null, date_created, date_updated };
}
