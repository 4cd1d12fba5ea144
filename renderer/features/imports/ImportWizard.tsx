// The import wizard of every purpose: choose a file → map its columns → look at what would be written → write.
// It knows the generic pipeline (imports.*) only; what a purpose means is the service's affair.
import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import type { ImportPurpose } from '../../../core/contract/imports.ts';
import type { Output } from '../../../core/contract/index.ts';
import { useText } from '../../i18n/text.tsx';

export type ImportResult = Output<'imports.apply'>;

export interface ImportWizardProps {
  readonly purpose: ImportPurpose;
  /** The criteria set or annual plan that takes the rows; absent makes a new one, where that can be. */
  readonly targetId?: string | null;
  /** After something was written; the wizard shows its result and stays until it is closed. */
  readonly onDone?: (result: ImportResult) => void;
  readonly onClose: () => void;
}

export function ImportWizard({ onClose }: ImportWizardProps) {
  const t = useText();
  return (
    <Dialog open fullScreen onClose={onClose}>
      <DialogTitle>{t.frame.loading}</DialogTitle>
    </Dialog>
  );
}
