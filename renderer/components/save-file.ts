// Hands a rendered file to the person: the browser's or the desktop's own saving.
export function saveFile({ url, fileName }: { readonly url: string; readonly fileName: string }): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
