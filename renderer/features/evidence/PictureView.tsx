// One picture, turned and zoomed, scrolling inside its frame. Knows only the address of the bytes.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import { useText } from '../../i18n/text.tsx';

interface PictureViewProps {
  readonly url: string;
  readonly name: string;
  readonly rotation: number;
  /** 1 fits the frame. */
  readonly zoom: number;
  readonly onError: () => void;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large a picture is drawn: whole in its frame at 1, never larger than its own pixels there. */
export function drawnSize(picture: Size, frame: Size, rotation: number, zoom: number): Size {
  const turned = rotation % 180 !== 0;
  const width = turned ? picture.height : picture.width;
  const height = turned ? picture.width : picture.height;
  const fit = Math.min(1, frame.width / Math.max(width, 1), frame.height / Math.max(height, 1));
  return { width: Math.round(width * fit * zoom), height: Math.round(height * fit * zoom) };
}

export function PictureView({ url, name, rotation, zoom, onError }: PictureViewProps) {
  const w = useText().evidence.viewer;
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size>({ width: 800, height: 600 });
  const [natural, setNatural] = useState<Size | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const drawn = natural === null ? null : drawnSize(natural, room, rotation, zoom);
  const turned = rotation % 180 !== 0;
  return (
    <Box
      ref={frame}
      tabIndex={0}
      role="group"
      aria-label={w.picture}
      sx={{ width: 1, height: 1, overflow: 'auto', display: 'grid', placeItems: 'safe center' }}
    >
      <Box sx={{ position: 'relative', width: drawn?.width ?? 1, height: drawn?.height ?? 1 }}>
        <Box
          component="img"
          src={url}
          alt={name}
          onLoad={(event) => {
            const { naturalWidth, naturalHeight } = event.currentTarget;
            setNatural({ width: naturalWidth, height: naturalHeight });
          }}
          onError={onError}
          sx={{
            position: 'absolute',
            left: '50%',
            top: '50%',
            width: (turned ? drawn?.height : drawn?.width) ?? 1,
            height: (turned ? drawn?.width : drawn?.height) ?? 1,
            maxWidth: 'none',
            visibility: drawn === null ? 'hidden' : 'visible',
            transform: `translate(-50%, -50%) rotate(${String(rotation)}deg)`,
          }}
        />
      </Box>
    </Box>
  );
}
