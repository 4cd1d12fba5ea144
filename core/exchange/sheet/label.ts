/** Words of headers and allowed values as they are compared: without marks, case, numbering and punctuation. */
import { foldText } from '../../rules/text-fold.ts';

/** "  (3) Tên cơ quan,\nđơn vị *" → "ten co quan don vi". */
export function foldLabel(text: string): string {
  return foldText(text)
    .replace(/^[\s([]*(?:\d{1,2}|[ivx]{1,4}|[a-z])[)\].:-]+(?=\s*\p{L})/u, ' ')
    .replace(/[([]\s*(?:\d{1,2}|\*)\s*[)\]]/gu, ' ')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

/** What a header may mean: the whole of it, and without what stands in brackets ("(dd/mm/yyyy)"). */
export function labelForms(text: string): readonly string[] {
  const forms = [foldLabel(text), foldLabel(text.replace(/\([^()]*\)|\[[^[\]]*\]/gu, ' '))];
  return forms.filter((form, index) => form !== '' && forms.indexOf(form) === index);
}

/** Columns of running numbers, which no purpose reads. */
export function isRunningNumber(text: string): boolean {
  return /^(?:stt|tt|so tt|so thu tu|no|#)$/u.test(foldLabel(text));
}
