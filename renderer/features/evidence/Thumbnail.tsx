// A piece of evidence as a small square: its picture, or the mark of its kind. Where the picture was never made
// (another PC, a folder), it is made when it comes into view.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import type { Evidence } from '../../../core/contract/evidence.ts';
import { call, upload } from '../../api/client.ts';
import { extensionWord, isShown } from './evidence-words.ts';
import { makeThumbnail } from './thumbnail.ts';

/** Asked for once per page, whatever comes of it. */
const tried = new Set<string>();
let making: Promise<void> = Promise.resolve();

async function makeMissing(row: Evidence): Promise<void> {
  const file = await call('evidence.open', { id: row.id });
  const answer = await fetch(file.url, { credentials: 'same-origin' });
  if (!answer.ok) return;
  const small = await makeThumbnail(await answer.blob());
  if (small === null) return;
  const sent = await upload('evidence', small);
  await call('evidence.setThumbnail', { id: row.id, thumbnail: sent.id });
}

interface ThumbnailProps {
  readonly row: Evidence;
  readonly size: number;
  /** False: nothing may be written, so nothing is made. */
  readonly make?: boolean;
}
export function Thumbnail({ row, size, make = true }: ThumbnailProps) {
  const box = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const { id, thumbnailUrl, media, present } = row;
  const wanted = make && thumbnailUrl === null && present && isShown(media);
  const newest = useRef(row);
  useEffect(() => {
    newest.current = row;
  });
  useEffect(() => {
    const element = box.current;
    if (!wanted || element === null || tried.has(id)) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting) || tried.has(id)) return;
        tried.add(id);
        watch.disconnect();
        // One after the other: each holds a whole photo for a moment. A failure leaves the mark of its kind.
        making = making.then(() => makeMissing(newest.current)).catch(() => {});
      },
      { rootMargin: '200px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [id, wanted]);
  const turned = row.rotation % 180 !== 0;
  return (
    <Box
      ref={box}
      aria-hidden
      sx={{
        width: size,
        height: size,
        flexShrink: 0,
        display: 'grid',
        placeItems: 'center',
        overflow: 'hidden',
        borderRadius: 0.5,
        backgroundColor: 'action.hover',
        color: 'text.secondary',
        fontSize: size < 64 ? '0.6875rem' : '0.9375rem',
        fontWeight: 600,
        opacity: present ? 1 : 0.5,
      }}
    >
      {thumbnailUrl === null || broken === thumbnailUrl ? (
        extensionWord(row.fileName)
      ) : (
        <Box
          component="img"
          src={thumbnailUrl}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(thumbnailUrl)}
          sx={{
            width: size,
            height: size,
            objectFit: turned || size < 64 ? 'cover' : 'contain',
            transform: row.rotation === 0 ? 'none' : `rotate(${String(row.rotation)}deg)`,
          }}
        />
      )}
    </Box>
  );
}
