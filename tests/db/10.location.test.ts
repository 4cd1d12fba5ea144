import { describe, expect, test } from 'vitest';
import { dataFolder, defaultFolder, isNetworkPath, pointerFile } from '../../db/location.ts';

const windows = {
  platform: 'win32',
  env: { LOCALAPPDATA: 'C:\\Users\\An\\AppData\\Local' },
  home: 'C:\\Users\\An',
};
const linux = { platform: 'linux', env: {}, home: '/home/an' };
const mac = { platform: 'darwin', env: {}, home: '/Users/an' };

describe('the default folder', () => {
  test('local application data, never roaming', () => {
    expect(defaultFolder(windows)).toBe('C:\\Users\\An\\AppData\\Local\\KiemTraCCHC');
    expect(defaultFolder({ ...windows, env: { APPDATA: 'C:\\Users\\An\\AppData\\Roaming' } })).toBe(
      'C:\\Users\\An\\AppData\\Local\\KiemTraCCHC',
    );
    expect(defaultFolder(linux)).toBe('/home/an/.local/share/kiem-tra-cchc');
    expect(defaultFolder({ ...linux, env: { XDG_DATA_HOME: '/data/' } })).toBe('/data/kiem-tra-cchc');
    expect(defaultFolder({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toBe(
      '/home/an/.local/share/kiem-tra-cchc',
    );
    expect(defaultFolder(mac)).toBe('/Users/an/Library/Application Support/KiemTraCCHC');
  });
});

describe('which folder counts', () => {
  test('--data, then the pointer file, then the default', () => {
    expect(dataFolder({ ...linux, given: 'here', pointer: '/there' })).toBe('here');
    expect(dataFolder({ ...linux, pointer: '/there\n' })).toBe('/there');
    expect(dataFolder({ ...linux, given: '' })).toBe('/home/an/.local/share/kiem-tra-cchc');
  });

  test('a pointer that a Windows editor saved; one that is no absolute path counts as none', () => {
    expect(dataFolder({ ...windows, pointer: '\uFEFFD:\\Dữ liệu\\CCHC\r\n' })).toBe('D:\\Dữ liệu\\CCHC');
    expect(dataFolder({ ...windows, pointer: 'CCHC' })).toBe(defaultFolder(windows));
    expect(dataFolder({ ...linux, pointer: '' })).toBe(defaultFolder(linux));
  });

  test('the pointer file stands in the default folder', () => {
    expect(pointerFile(linux)).toBe('/home/an/.local/share/kiem-tra-cchc/data-folder.txt');
    expect(pointerFile(windows)).toBe('C:\\Users\\An\\AppData\\Local\\KiemTraCCHC\\data-folder.txt');
  });
});

describe('a network share', () => {
  test.each([
    ['\\\\server\\share', true],
    ['//server/share', true],
    ['\\\\?\\UNC\\server\\share', true],
    ['\\\\.\\pipe', true],
    ['\\\\?\\C:\\data', false],
    ['C:\\data', false],
    ['data', false],
  ])('%s on Windows: %s', (path, expected) => {
    expect(isNetworkPath(path, 'win32')).toBe(expected);
  });

  test('elsewhere two slashes are an ordinary path, two backslashes a share that was meant', () => {
    expect(isNetworkPath('//srv/data', 'linux')).toBe(false);
    expect(isNetworkPath('\\\\server\\share', 'linux')).toBe(true);
  });
});
