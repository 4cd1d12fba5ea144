// The one queue of this page, over the real client.
import { call, errorValueOf, isTransient, upload } from '../../api/client.ts';
import { makeThumbnail } from './thumbnail.ts';
import { createUploadQueue } from './upload-queue.ts';

const PATIENCE = 40;

/** Long work elsewhere answers BUSY: what was chosen waits for it. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (!isTransient(error) || attempt >= PATIENCE) throw error;
      await new Promise((resolve) => {
        window.setTimeout(resolve, Math.min(250 * attempt, 2_000));
      });
    }
  }
}

export const uploadQueue = createUploadQueue({
  upload: (file, signal) => upload('evidence', file, signal),
  add: (input, group) => patiently(() => call('evidence.add', input, { group })),
  thumbnail: makeThumbnail,
  errorOf: errorValueOf,
});
