import type { Intent } from '../nlu/understanding.ts';
import { AcceptDialog } from './accept.ts';
import { AddInfoDialog } from './add-info.ts';
import { BindDialog } from './bind.ts';
import { CancelDialog } from './cancel.ts';
import { CareDialog } from './care.ts';
import { ConfirmVisitDialog } from './confirm-visit.ts';
import { HandoffDialog } from './handoff.ts';
import { LinkDialog } from './link.ts';
import { PlanDialog } from './plan.ts';
import { ProgressDialog } from './progress.ts';
import { ProvenDialog } from './proven.ts';
import { ReportDialog } from './report.ts';
import { RescheduleDialog } from './reschedule.ts';
import { DialogSet, type StatePropertyAccessor } from './sdk.ts';
import { SurveyDialog } from './survey.ts';
import { UrgeDialog } from './urge.ts';
import { WhichDialog } from './which.ts';

/** Which dialog serves which wish; wishes not named here are answered in one sentence by `root.ts`. */
export const wishes: Partial<Record<Intent, { dialog: string; options?: { purpose: string } }>> = {
  report: { dialog: 'report', options: { purpose: 'report' } },
  acceptance_no: { dialog: 'report', options: { purpose: 'report' } },
  suggestion: { dialog: 'report', options: { purpose: 'suggestion' } },
  booking: { dialog: 'report', options: { purpose: 'booking' } },
  reschedule: { dialog: 'reschedule' },
  progress: { dialog: 'progress' },
  urge: { dialog: 'urge' },
  addinfo: { dialog: 'addinfo' },
  cancel: { dialog: 'cancel' },
  handoff: { dialog: 'handoff' },
};

/** Every dialog there is, on the state the turn brings along. */
export function dialogSet(state: StatePropertyAccessor): DialogSet {
  return new DialogSet(state)
    .add(new ReportDialog('report'))
    .add(new RescheduleDialog('reschedule'))
    .add(new ProgressDialog('progress'))
    .add(new UrgeDialog('urge'))
    .add(new AddInfoDialog('addinfo'))
    .add(new CancelDialog('cancel'))
    .add(new HandoffDialog('handoff'))
    .add(new AcceptDialog('accept'))
    .add(new PlanDialog('plan'))
    .add(new ProvenDialog('proven'))
    .add(new ConfirmVisitDialog('visit'))
    .add(new LinkDialog('link'))
    .add(new SurveyDialog('survey'))
    .add(new CareDialog('care'))
    .add(new BindDialog('bind'))
    .add(new WhichDialog('which'));
}
