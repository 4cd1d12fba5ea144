// Small pictures, made by the screen: drawn as they are to be seen, so the orientation is in their pixels. Knows
// nothing of rows; whoever asks keeps the answer.

/** The longer side of a small picture. */
const SIDE = 320;

/** A size that keeps the proportions; never larger than the picture itself. */
export function thumbnailSize(
  width: number,
  height: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, SIDE / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Null where the browser cannot read the picture (TIFF, HEIC, damaged): then a mark of its kind is shown. */
export async function makeThumbnail(picture: Blob): Promise<File | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
  try {
    const { width, height } = thumbnailSize(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (pen === null) return null;
    // JPEG has no transparency: what is clear becomes paper.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, width, height);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, width, height);
    const small = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.8);
    });
    canvas.width = 0;
    return small === null ? null : new File([small], 'thumbnail.jpg', { type: 'image/jpeg' });
  } finally {
    bitmap.close();
  }
}
