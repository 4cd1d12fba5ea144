// Hands a rendered file to the person: the browser's or the desktop's own saving.
import type { Output } from '../../../core/contract/index.ts';

export function saveFile({ url, fileName }: Pick<Output<'handouts.file'>, 'url' | 'fileName'>): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
