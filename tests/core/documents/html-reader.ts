// Just enough of an HTML reader for the tests: tag balance, and the lines that a reader sees.

const voidTags = new Set(['meta', 'link', 'hr', 'br', 'col', 'img', '!doctype']);

export function unbalancedTags(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const markup = html.replace(/(<style[^>]*>)[\s\S]*?(<\/style>)/g, '$1$2');
  for (const [, slash, name = ''] of markup.matchAll(/<(\/?)([a-z!][a-z0-9]*)[^>]*>/gi)) {
    const tag = name.toLowerCase();
    if (voidTags.has(tag)) continue;
    if (slash === '/') {
      if (open.pop() !== tag) wrong.push(tag);
    } else open.push(tag);
  }
  return [...wrong, ...open];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The text of each paragraph, heading and item. */
export function htmlLines(html: string): readonly string[] {
  return [...html.matchAll(/<(p|h1|h2|h3|h4|li)\b[^>]*>([\s\S]*?)<\/\1>/g)]
    .map(([, , inner = '']) =>
      inner
        .replaceAll('<br>', '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&([a-z0-9#]+);/g, (whole, name: string) => entities[name] ?? whole)
        .trim(),
    )
    .filter((line) => line !== '');
}
