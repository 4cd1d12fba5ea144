// Fills a phrase for this agency and these figures, in the office's style of tone marks.
import { fillPhrase, type PhraseFigures } from '../../../core/rules/phrase-text.ts';
import { applyToneMarks } from '../../../core/rules/tone-marks.ts';
import { useQueryOf } from '../../api/query.ts';

export function useFill(
  figures: Omit<PhraseFigures, 'agencyName'>,
  agencies: readonly { readonly id: string; readonly name: string }[],
  agencyId: string | undefined,
): (text: string) => string {
  const status = useQueryOf('system.status', {});
  const style = status.data?.office?.toneMarks ?? null;
  const names = agencies.map((agency) => agency.name);
  const agencyName = agencies.find((agency) => agency.id === agencyId)?.name ?? null;
  // The phrase is ours and follows the style; what is put in is a name and stays as it is written.
  return (text) => fillPhrase(applyToneMarks(text, style, names), { ...figures, agencyName });
}
