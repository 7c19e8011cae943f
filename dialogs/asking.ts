import { CareDialog } from './care.ts';
import type { DialogContext } from './sdk.ts';
import { SurveyDialog } from './survey.ts';

/** What we asked unasked, if we are in the middle of it: it waits for any other wish, and ends when they refuse. */
export function askingOpen(dc: DialogContext): SurveyDialog | CareDialog | undefined {
  const open = dc.activeDialog && dc.findDialog(dc.activeDialog.id);
  return open instanceof SurveyDialog || open instanceof CareDialog ? open : undefined;
}
