// What every tab of the pictures is given. Knows no screen.
import type { Output } from '../../../core/contract/index.ts';

export interface PictureTabProps {
  readonly scope: Output<'pictures.scope'>;
  readonly today: string;
  readonly illustrative: boolean;
}
