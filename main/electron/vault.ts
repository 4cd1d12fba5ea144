/**
 * The key store of the operating system behind the vault's port: DPAPI on Windows, the keyring on Linux, the keychain on
 * macOS. It is asked only by its asynchronous functions, and a store that keeps plain letters counts as none.
 */
import { safeStorage } from 'electron';
import type { SecretSealer } from '../vault.ts';

interface Options {
  readonly platform?: NodeJS.Platform;
  /**
   * False where the profile, and with it the machine's key, is thrown away afterwards: it opens what is there, and what
   * it sealed nobody could ever open again.
   */
  readonly maySeal: boolean;
}

export function createSecretSealer({ platform = process.platform, maySeal }: Options): SecretSealer {
  return {
    kind: 'os',
    async available() {
      if (!maySeal) return 'none';
      // Without a keyring Chromium "encrypts" with a password that everybody knows.
      if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
        return 'weak';
      return (await safeStorage.isAsyncEncryptionAvailable()) ? 'available' : 'none';
    },
    seal: async (text) => (await safeStorage.encryptStringAsync(text)).toString('base64'),
    async open(sealed) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      return { text: result, stale: shouldReEncrypt };
    },
  };
}
