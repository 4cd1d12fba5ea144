// How wide a text stands in Times New Roman and its metric equals: what a Word file does not say by itself.

const MM_PER_PT = 25.4 / 72;

type Widths = ReadonlyMap<string, number>;

function widths(groups: Readonly<Record<number, string>>): Widths {
  return new Map(
    Object.entries(groups).flatMap(([width, letters]) =>
      [...letters].map((letter) => [letter, Number(width)] as const),
    ),
  );
}

/** Thousandths of the size. Marked letters are as wide as their base, but for ơ, ư and đ. */
const regular = widths({
  180: "'",
  200: '|',
  250: ' \u00a0,.',
  278: '/:;\\ijlt',
  333: '!()-I[]`fr‘’',
  389: 'Js',
  408: '"',
  444: '?acez“”',
  469: '^',
  480: '{}',
  500: '#$*0123456789_bdghknopquvxyđ–§',
  529: 'ơ',
  541: '~',
  542: 'ư',
  556: 'FPS',
  564: '+<=>×',
  611: 'ELTZ',
  667: 'BCR',
  722: 'ADGHKNOQUVXYwĐƠ',
  776: 'Ư',
  778: '&m',
  833: '%',
  889: 'M',
  921: '@',
  944: 'W',
  1000: '—…',
});

const bold = widths({
  220: '|',
  250: ' \u00a0,.',
  278: "'/\\il",
  333: '!()-:;[]`fjt‘’',
  389: 'Is',
  394: '{}',
  444: 'cerz',
  500: '#$*0123456789?J_agovxy–“”§',
  520: '~',
  554: 'ơ',
  555: '"',
  556: 'Sbdhknpquđ',
  570: '+<=>×',
  581: '^',
  600: 'ư',
  611: 'FP',
  667: 'BELTZ',
  722: 'ACDNRUVXYwĐ',
  778: 'GHKOQƠ',
  796: 'Ư',
  833: '&m',
  930: '@',
  944: 'M',
  1000: '%W—…',
});

function baseOf(letter: string): string {
  const marked = letter.normalize('NFD');
  const first = marked.charAt(0);
  if (!marked.includes('\u031b')) return first;
  return { o: 'ơ', O: 'Ơ', u: 'ư', U: 'Ư' }[first] ?? first;
}

/** In millimetres, without kerning and on one line. */
export function textWidthMm(text: string, sizePt: number, isBold: boolean): number {
  const table = isBold ? bold : regular;
  let thousandths = 0;
  for (const letter of text.normalize('NFC')) {
    thousandths += table.get(letter) ?? table.get(baseOf(letter)) ?? 500;
  }
  return (thousandths * sizePt * MM_PER_PT) / 1000;
}
