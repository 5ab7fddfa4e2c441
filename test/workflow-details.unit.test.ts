import { describe, expect, test } from 'vitest';
import { currentDetails, type DetailsView } from '../src/workflows/details.ts';

const view: DetailsView = {
  stage: 'import',
  status: 'running',
  mappingVersion: 2,
  need: null,
  refused: [],
  firstPreview: null,
  result: null,
  child: 'load',
};
const need = { code: 'x', message: 'It stands still.', hint: 'Look, then go on.' };

describe('details of a run in the Temporal UI', () => {
  test('say where it stands and what works now', () => {
    expect(currentDetails(view)).toMatch(
      /^\*\*running\*\* at stage \*\*import\*\* · mapping version 2 · working: `load`$/m,
    );
  });

  test('say what a person must send, as code, so that its quotation marks survive being copied', () => {
    const shown = (decision: 'approve' | 'override' | 'resume') =>
      currentDetails({ ...view, child: null, status: 'waiting', need: { ...need, decision } });
    expect(shown('approve')).toContain('`{"by": "you@example.com", "mappingVersion": 2}`');
    expect(shown('override')).toContain('`{"by": "you@example.com", "reason": "why it may go on"}`');
    expect(shown('resume')).toMatch(
      /### Needs you: resume\n\nIt stands still\.\n\nLook, then go on\.\n\nSend a Signal/,
    );
  });

  test('do not say it twice where the hint says it', () => {
    const hint = 'approve: {"by": "a@b.example", "mappingVersion": 2}; or requestChanges.';
    const shown = currentDetails({ ...view, need: { ...need, hint, decision: 'approve' } });
    expect(shown).toContain('approve: `{"by": "a@b.example", "mappingVersion": 2}`; or requestChanges.');
    expect(shown).not.toContain('Send a Signal');
  });

  test('show the first records before they are matched, marked as that', () => {
    const firstPreview = { records: 3, outcomes: { contact: { create: 2, hold: 1 } } };
    const shown = currentDetails({ ...view, stage: 'dryRun', firstPreview });
    expect(shown).toContain('before matching with what is already there');
    expect(shown).toContain('- contact: 2 create, 1 hold');
  });

  test('show the last refusal with its reason, and how the last round ended', () => {
    const refused = [
      { name: 'approve', reason: 'too early', at: '2026-11-01T10:00:00Z' },
      { name: 'resume', reason: 'it is not paused', at: '2026-11-01T10:01:00Z' },
    ];
    const result = {
      status: 'completed_with_errors',
      balanced: true,
      failed: 1,
      held: 2,
      drifted: 0,
      doubles: 0,
    } as const;
    const shown = currentDetails({ ...view, stage: 'handover', status: result.status, child: null, refused, result });
    expect(shown.split('\n\n').slice(0, -1)).toEqual([
      '**completed with errors** at stage **handover** · mapping version 2',
      '**Result:** balanced, 1 failed, 2 held, 0 drifted, 0 doubled',
      '**Last refused:** `resume` at 2026-11-01T10:01:00Z: it is not paused',
    ]);
  });
});
