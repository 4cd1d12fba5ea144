// Backups, the way back, and the health of the data.
import { BackupsPanel } from '../backups/BackupsPanel.tsx';

export function BackupsTab() {
  return <BackupsPanel />;
}
