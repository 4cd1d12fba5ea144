// The files of a drop, a choice or the clipboard, folders looked through. Knows no visit and sends nothing.

/** What systems leave lying in folders; nobody chose it. */
const litter = /^(?:thumbs\.db|desktop\.ini|\.ds_store|\._.*|~\$.*|\.~lock\..*)$/i;

export function withoutLitter(files: readonly File[]): File[] {
  return files.filter(({ name }) => !litter.test(name));
}

const FOLDER_DEPTH = 12;

async function filesBelow(entry: FileSystemEntry, depth: number): Promise<File[]> {
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null));
    });
    return file === null ? [] : [file];
  }
  if (!entry.isDirectory || depth >= FOLDER_DEPTH) return [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesBelow(one, depth + 1)));
  }
}

/** Must be called while the event lasts; the folders are read afterwards. */
export function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  const entries: FileSystemEntry[] = [];
  const plain: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory === true) entries.push(entry);
    else {
      const file = item.getAsFile();
      if (file !== null) plain.push(file);
    }
  }
  // Some sources give files and no items.
  if (transfer.items.length === 0) plain.push(...transfer.files);
  return (async () => {
    for (const entry of entries) plain.push(...(await filesBelow(entry, 0)));
    return withoutLitter(plain);
  })();
}

export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

const two = (value: number) => String(value).padStart(2, '0');

/** Pictures of the clipboard are all called image.png: they get the moment of pasting as their name. */
export function filesOfClipboard(transfer: DataTransfer | null, now: Date, word: string): File[] {
  if (transfer === null) return [];
  return [...transfer.files].map((file, index) => {
    if (!/^image\.(?:png|jpe?g|webp)$/i.test(file.name)) return file;
    const day = `${String(now.getFullYear())}${two(now.getMonth() + 1)}${two(now.getDate())}`;
    const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
    const ending = file.name.slice(file.name.lastIndexOf('.'));
    const number = index === 0 ? '' : `-${String(index + 1)}`;
    return new File([file], `${word}-${day}-${time}${number}${ending}`, { type: file.type });
  });
}
