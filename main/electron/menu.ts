/** The application menu, in Vietnamese. Nothing in it reloads the page or opens developer tools in production. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';

interface MenuActions {
  readonly developer: boolean;
  readonly openDataFolder: () => void;
  readonly about: () => void;
}

export function installMenu({ developer, openDataFolder, about }: MenuActions): void {
  const file: MenuItemConstructorOptions = {
    label: '&Tệp',
    submenu: [
      { label: 'Mở thư mục dữ liệu', click: openDataFolder },
      { type: 'separator' },
      { label: 'Thoát', accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  };
  // Undo and redo of the page: outside a text field the page itself answers Ctrl+Z from the journal.
  const edit: MenuItemConstructorOptions = {
    label: '&Sửa',
    submenu: [
      { label: 'Hoàn tác', role: 'undo' },
      { label: 'Làm lại', role: 'redo' },
      { type: 'separator' },
      { label: 'Cắt', role: 'cut' },
      { label: 'Sao chép', role: 'copy' },
      { label: 'Dán', role: 'paste' },
      { label: 'Chọn tất cả', role: 'selectAll' },
    ],
  };
  const developerItems: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { label: 'Tải lại', role: 'reload' },
    { label: 'Công cụ phát triển', role: 'toggleDevTools' },
  ];
  const view: MenuItemConstructorOptions = {
    label: '&Xem',
    submenu: [
      { label: 'Phóng to', role: 'zoomIn' },
      { label: 'Thu nhỏ', role: 'zoomOut' },
      { label: 'Cỡ ban đầu', role: 'resetZoom' },
      { type: 'separator' },
      { label: 'Toàn màn hình', role: 'togglefullscreen' },
      ...(developer ? developerItems : []),
    ],
  };
  const help: MenuItemConstructorOptions = {
    label: 'Trợ &giúp',
    submenu: [{ label: 'Giới thiệu phần mềm', click: about }],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([file, edit, view, help]));
}
