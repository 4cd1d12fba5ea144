/**
 * The native dialogs, for when there is no page to speak: the data does not open, the program must end.
 * Their words are Vietnamese; cause and remedy of an error are those of the contract.
 */
import { app, dialog } from 'electron';
import type { BackupRow } from '../../core/contract/backups.ts';
import { errorText } from '../../core/contract/error-text.ts';
import type { ErrorCode, ErrorValue } from '../../core/contract/error.ts';
import { PRODUCT_NAME } from './windows.ts';

export type OpenChoice = 'restore' | 'retry' | 'read-only' | 'quit';

const choiceLabels: Readonly<Record<OpenChoice, string>> = {
  restore: 'Khôi phục bản sao lưu',
  retry: 'Thử lại',
  'read-only': 'Mở chỉ để xem',
  quit: 'Thoát',
};

/** What a person can sensibly do next. Nothing but coming back to a backup writes to data that did not open. */
const openChoices: Partial<Readonly<Record<ErrorCode, readonly OpenChoice[]>>> = {
  DATA_LOCKED: ['retry', 'read-only', 'quit'],
  READ_ONLY: ['retry', 'read-only', 'quit'],
  DISK_FULL: ['retry', 'read-only', 'quit'],
  BUSY: ['retry', 'quit'],
};

/** The day and the hour of this PC's clock. */
function timeOf(instant: number): string {
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${two(date.getDate())}/${two(date.getMonth() + 1)}/${String(date.getFullYear())}`;
  return `${two(date.getHours())}:${two(date.getMinutes())} ${day}`;
}

/** In both languages: which one the person reads is known to the page, which is not there yet. */
const backupWords = {
  offered: ({ madeAt }: BackupRow) =>
    [
      `Bản sao lưu mới nhất đã được kiểm chứng là bản lúc ${timeOf(madeAt)}. Bấm "${choiceLabels.restore}" để đưa dữ liệu về lúc đó rồi mở phần mềm; những gì nhập sau lúc đó không có trong bản này. Dữ liệu đang hỏng không bị xoá: nó được cất trong thư mục backups.`,
      `The newest proven backup is of ${timeOf(madeAt)}. "${choiceLabels.restore}" brings it back and starts the program; what was entered later is not in it. The damaged data is not deleted: it is put aside in the folder backups. "${choiceLabels.retry}": try again. "${choiceLabels.quit}": quit.`,
    ].join('\n\n'),
  none: 'Trong thư mục dữ liệu không có bản sao lưu nào dùng được. Nếu có bản sao lưu trên ổ đĩa khác hoặc USB: đổi tên thư mục dữ liệu này (không xoá), mở lại phần mềm, rồi chọn "Khôi phục từ bản sao lưu".\n\nThere is no usable backup in the data folder. With a backup on another disk or stick: rename this data folder (do not delete it), start the program again, and choose to restore from a backup.',
} as const;

/** Asks what to do about data that did not open; `backup` is what can be come back to, undefined where that is no help. */
export async function askAboutData(
  error: ErrorValue,
  folder: string,
  backup?: BackupRow | null,
): Promise<OpenChoice> {
  const { cause, remedy } = errorText(error, 'vi');
  const known = openChoices[error.code] ?? ['quit'];
  const retry: readonly OpenChoice[] = known.includes('retry') ? known : ['retry', ...known];
  const choices: readonly OpenChoice[] = backup == null ? known : ['restore', ...retry];
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: PRODUCT_NAME,
    message: cause,
    detail: [
      // What is said of a backup that is broken does not hold where the data is damaged too.
      ...(backup == null && error.code !== 'BACKUP_BROKEN' ? [remedy] : []),
      ...(backup === undefined ? [] : [backup === null ? backupWords.none : backupWords.offered(backup)]),
      `Thư mục dữ liệu: ${folder}`,
      ...(error.ref === undefined ? [] : [`Mã lỗi: ${error.ref}`]),
    ].join('\n\n'),
    buttons: choices.map((choice) => choiceLabels[choice]),
    // Enter alone takes nobody back to an earlier day.
    defaultId: choices[0] === 'restore' ? 1 : 0,
    cancelId: choices.length - 1,
    noLink: true,
  });
  return choices[response] ?? 'quit';
}

/** Something that was asked for at the start did not work; the program goes on without it. */
export async function tellError(error: ErrorValue): Promise<void> {
  const { cause, remedy } = errorText(error, 'vi');
  await dialog.showMessageBox({
    type: 'warning',
    title: PRODUCT_NAME,
    message: cause,
    detail: remedy,
    buttons: ['Đóng'],
    noLink: true,
  });
}

/** The program ends after this. Works before the application is ready. */
export function tellFatalError(ref: string): void {
  const { cause, remedy } = errorText({ code: 'INTERNAL', ref }, 'vi');
  dialog.showErrorBox(PRODUCT_NAME, `${cause}\n\n${remedy}\n\nMã lỗi: ${ref}`);
}

export function tellRefusedArgument(argument: string): void {
  dialog.showErrorBox(
    PRODUCT_NAME,
    `Tham số khởi động ${argument} không hợp lệ.\n\nSửa hoặc bỏ tham số đó trong lối tắt rồi mở lại phần mềm.`,
  );
}

/** The page does not answer: wait for it, or load it anew. */
export async function askAboutUnresponsive(): Promise<'wait' | 'reload'> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: PRODUCT_NAME,
    message: 'Cửa sổ không phản hồi.',
    detail: 'Chờ thêm một lát, hoặc tải lại cửa sổ. Nội dung đã báo "Đã lưu" không bị mất.',
    buttons: ['Chờ', 'Tải lại'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'reload' : 'wait';
}

export async function tellPageGone(ref: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    title: PRODUCT_NAME,
    message: 'Cửa sổ bị dừng nhiều lần.',
    detail: `Đóng phần mềm và mở lại; nếu lỗi lặp lại, gửi mã lỗi cho người hỗ trợ kỹ thuật.\n\nMã lỗi: ${ref}`,
    buttons: ['Đóng'],
    noLink: true,
  });
}

export async function tellAbout(version: string, folder: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    title: PRODUCT_NAME,
    message: `${PRODUCT_NAME} ${version}`,
    detail: `Phần mềm hỗ trợ kiểm tra công tác cải cách hành chính, làm việc hoàn toàn không cần mạng.\n\nThư mục dữ liệu: ${folder}`,
    buttons: ['Đóng'],
    noLink: true,
  });
}

/** Where packages lie or shall lie; null where nothing was chosen. Starts where the person was last. */
export async function chooseFolder(last: string | null): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Chọn thư mục',
    buttonLabel: 'Chọn thư mục này',
    defaultPath: last ?? app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
