// Files on their way, one after the other: what is refused keeps its reason and the others go on; stopped, tried again,
// and never more than one of them in hand. Also the small helpers of the screens.
import { describe, expect, test } from 'vitest';
import type { Input } from '../../core/contract/index.ts';
import { sizeWords } from '../../renderer/features/evidence/evidence-words.ts';
import { filesOfClipboard, withoutLitter } from '../../renderer/features/evidence/dropped-files.ts';
import { drawnSize } from '../../renderer/features/evidence/PictureView.tsx';
import { thumbnailSize } from '../../renderer/features/evidence/thumbnail.ts';
import { createUploadQueue, type QueueScope } from '../../renderer/features/evidence/upload-queue.ts';

const visitId = '01900000-0000-7000-8000-000000000001';
const options = { links: [], keepLocation: false };
const fileOf = (name: string, content = name) => new File([content], name);

function setUp(scope: Partial<QueueScope> = {}) {
  const sent: string[] = [];
  const added: { input: Input<'evidence.add'>; group: string }[] = [];
  let inHand = 0;
  let most = 0;
  const queue = createUploadQueue({
    async upload(file, signal) {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inHand -= 1;
      signal.throwIfAborted();
      sent.push(file.name);
      return { id: `handle of ${file.name}` };
    },
    async add(input, group) {
      if (input.fileName.includes('bad')) throw new Error('refused');
      added.push({ input, group });
      return { already: input.fileName.includes('again') };
    },
    thumbnail: async () => fileOf('small'),
    errorOf: () => ({ code: 'FILE_PROGRAM' }),
    ...scope,
  });
  const settled = async () => {
    while (queue.items().some(({ state }) => state === 'waiting' || state === 'sending'))
      await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const states = () => queue.items().map(({ name, state, error }) => [name, state, error?.code ?? null]);
  return { queue, sent, added, settled, states, most: () => most };
}

describe('the queue', () => {
  test('one after the other, in their order, as one step; pictures bring a small one', async () => {
    const { queue, sent, added, settled, states, most } = setUp();
    queue.add(visitId, [fileOf('a.jpg'), fileOf('bad.pdf'), fileOf('again.pdf'), fileOf('b.pdf')], options);
    await settled();
    expect(states()).toEqual([
      ['a.jpg', 'kept', null],
      ['bad.pdf', 'failed', 'FILE_PROGRAM'],
      ['again.pdf', 'already', null],
      ['b.pdf', 'kept', null],
    ]);
    expect(sent).toEqual(['a.jpg', 'small', 'bad.pdf', 'again.pdf', 'b.pdf']);
    expect(added[0]?.input).toMatchObject({ file: 'handle of a.jpg', thumbnail: 'handle of small' });
    expect(added[1]?.input.thumbnail).toBeNull();
    expect(new Set(added.map(({ group }) => group)).size).toBe(1);
    expect(most()).toBe(1);
    queue.add(visitId, [fileOf('c.pdf')], options);
    await settled();
    expect(added.at(-1)?.group).not.toBe(added[0]?.group);
  });

  test('an empty file and one that is too large are not even sent', async () => {
    const { queue, sent, settled, states } = setUp();
    const huge = fileOf('huge.jpg');
    Object.defineProperty(huge, 'size', { value: 200 * 1024 * 1024 });
    queue.add(visitId, [fileOf('none.pdf', ''), huge], options);
    await settled();
    expect(states()).toEqual([
      ['none.pdf', 'failed', 'FILE_EMPTY'],
      ['huge.jpg', 'failed', 'TOO_LARGE'],
    ]);
    expect(queue.items()[1]?.error?.detail).toEqual({ limit: 50 * 1024 * 1024, name: 'huge.jpg' });
    expect(sent).toEqual([]);
  });

  test('stopped ones stay away, whether they wait or are under way, and can be tried again', async () => {
    const { queue, added, settled, states } = setUp();
    queue.add(visitId, [fileOf('a.pdf'), fileOf('b.pdf'), fileOf('c.pdf')], options);
    const [a, b] = queue.items();
    queue.stop(a!.id);
    queue.stop(b!.id);
    await settled();
    expect(states().map(([, state]) => state)).toEqual(['cancelled', 'cancelled', 'kept']);
    queue.retry(b!.id);
    await settled();
    expect(added.map(({ input }) => input.fileName)).toEqual(['c.pdf', 'b.pdf']);
    queue.clear(queue.items().map(({ id }) => id));
    expect(queue.items()).toEqual([]);
  });
});

test('what systems leave in folders is nobody’s evidence', () => {
  const names = ['a.pdf', 'Thumbs.db', '.DS_Store', '~$bao-cao.docx', 'desktop.ini', '._a.jpg', '~ghi.txt'];
  expect(withoutLitter(names.map((name) => fileOf(name))).map(({ name }) => name)).toEqual([
    'a.pdf',
    '~ghi.txt',
  ]);
});

test('a pasted picture is named after its moment, other files keep their names', () => {
  const transfer = { files: [fileOf('image.png'), fileOf('báo cáo.pdf'), fileOf('image.png')] };
  const names = filesOfClipboard(
    transfer as unknown as DataTransfer,
    new Date(2019, 8, 6, 8, 5, 3),
    'anh-dan',
  ).map(({ name }) => name);
  expect(names).toEqual(['anh-dan-20190906-080503.png', 'báo cáo.pdf', 'anh-dan-20190906-080503-3.png']);
});

test('sizes: of files in words, of small pictures, of turned ones', () => {
  expect([0, 1023, 1024, 870_400, 1024 * 1024, 3.44 * 1024 * 1024, 52_428_800].map(sizeWords)).toEqual([
    '0 B',
    '1023 B',
    '1 KB',
    '850 KB',
    '1 MB',
    '3,4 MB',
    '50 MB',
  ]);
  expect(thumbnailSize(4000, 3000)).toEqual({ width: 320, height: 240 });
  expect(thumbnailSize(100, 50)).toEqual({ width: 100, height: 50 });
  expect(thumbnailSize(1, 9000)).toEqual({ width: 1, height: 320 });
  const frame = { width: 800, height: 600 };
  expect(drawnSize({ width: 1600, height: 1200 }, frame, 0, 1)).toEqual({ width: 800, height: 600 });
  expect(drawnSize({ width: 1600, height: 1200 }, frame, 90, 1)).toEqual({ width: 450, height: 600 });
  expect(drawnSize({ width: 100, height: 50 }, frame, 180, 2)).toEqual({ width: 200, height: 100 });
});
