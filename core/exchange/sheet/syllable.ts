/**
 * Whether a word has the shape of a Vietnamese syllable (initial consonant, rhyme, tone). Used only to tell in which
 * encoding a text was written; it judges no spelling, and names such as Krông are no syllables to it.
 */

const INITIALS = new Set(
  'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'.split(' ').concat(''),
);

/** Rhymes without their tones. */
const RHYMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu ' +
    'i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ' +
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ' +
    'ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ' +
    'y yêm yên yêng yêt yêu ych ynh yt ym yn ' +
    // After q, where the u belongs to the initial or to the rhyme, and after g(i).
    'uai uan uang uanh uao uat uay uac uach uăc uăm uăn uăng uăt ue uen ueo uet uêt uên uit uyp uau uâc êng iêng'
  ).split(' '),
);

const TONES = '\u0300\u0301\u0303\u0309\u0323';
const TONE = new RegExp(`[${TONES}]`, 'gu');

/** A letter with a tone or a hook is what tells one encoding from another. */
export function isMarked(word: string): boolean {
  return /[^\p{ASCII}]/u.test(word);
}

export function isSyllable(word: string): boolean {
  const lower = word.normalize('NFC').toLowerCase();
  // Capitals within a word of small letters are a sign of the wrong alphabet.
  if (word !== lower && word !== word.toUpperCase() && word.slice(1) !== lower.slice(1)) return false;
  let plain = '';
  let tone = '';
  let place = -1;
  for (const letter of lower) {
    const parts = letter.normalize('NFD');
    const tones = parts.match(TONE) ?? [];
    if (tones.length + tone.length > 1) return false;
    if (tones[0] !== undefined) [tone, place] = [tones[0], plain.length];
    plain += parts.replace(TONE, '').normalize('NFC');
  }
  const match = /^(ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnpqrstvx])?(.*)$/u.exec(plain);
  if (match === null) return false;
  const [, initial = '', rhyme = ''] = match;
  // Syllables that end in a stop have only the tones sắc and nặng.
  if (/(?:c|ch|p|t)$/u.test(rhyme) && tone !== '\u0301' && tone !== '\u0323') return false;
  const isRhyme =
    (INITIALS.has(initial) && RHYMES.has(rhyme)) ||
    // gì, gìn: the i is the rhyme's own.
    (initial === 'gi' && (rhyme === '' || RHYMES.has(`i${rhyme}`))) ||
    (initial === 'qu' && RHYMES.has(`u${rhyme}`));
  return isRhyme && (tone === '' || isToned(initial, rhyme, place - initial.length));
}

/** Whether the tone stands on the vowel that carries it, in the old way (hoà) or the new one (hòa). */
function isToned(initial: string, rhyme: string, place: number): boolean {
  const vowels = /^[aăâeêioôơuưy]*/u.exec(rhyme)?.[0] ?? '';
  if (place < 0) {
    const isOwnVowel = initial === 'gi' && vowels === '';
    return place === -1 && (isOwnVowel || (initial === 'qu' && vowels === 'y'));
  }
  const marked = Math.max(...Array.from('ăâêôơư', (vowel) => vowels.lastIndexOf(vowel)));
  if (marked >= 0) return place === marked;
  if (vowels.length === 1) return place === 0;
  if (vowels.length > 2 || rhyme.length > vowels.length) return place === 1;
  return place === 0 || (place === 1 && /^(?:oa|oe|uy|ue)$/u.test(vowels));
}
