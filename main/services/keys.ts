/** The office's own seal on the screen: made, opened, renewed, put on paper and taken back from it; and its card. */
import type { exchangeKeys, KeyState } from '../../core/contract/exchange-keys.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { recoverySheet } from '../../core/documents/sheets/recovery.ts';
import { cardText } from '../../core/exchange/package/card.ts';
import { makeRecoveryText, readRecoveryText } from '../../core/exchange/package/recovery-text.ts';
import { CARD_EXTENSION } from '../../core/exchange/package/types.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { dayInVietnam } from '../clock.ts';
import type { BlobHandle } from '../handles.ts';
import type { VaultKeeper } from '../vault.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import { mediaOf, renderModel, sha256 } from './document-pages.ts';

type KeyMethods = {
  [M in keyof typeof exchangeKeys as M extends `keys.${string}` ? M : never]: (typeof exchangeKeys)[M];
};

const CARD_MEDIA = 'application/vnd.kiem-tra-cchc.card';

export function createKeyService(context: ServiceContext): HandlersOf<KeyMethods> {
  const { stores, session, clock, handles, vault } = context;

  function keeper(): VaultKeeper {
    if (context.vaultKeeper === null) throw new Error('A thread keeps no keys');
    return context.vaultKeeper;
  }
  const office = () => found(stores.offices.get(session.officeId()), 'office', session.officeId());

  async function state(): Promise<KeyState> {
    await vault.ready();
    return vault.state();
  }

  function file(bytes: Uint8Array, about: { fileName: string; media: string }, pages: number | null) {
    const digest = sha256(bytes);
    const handle = handles.put(bytes, { ...about, sha256: digest });
    const { url, expiresAt } = handle;
    return {
      handle,
      rendered: { ...about, url, bytes: bytes.byteLength, pages, sha256: digest, expiresAt },
    };
  }

  /** The paper that was handed out last: its bytes are the secret itself, so they go when the seal is locked. */
  let sheet: BlobHandle | null = null;
  function forgetSheet(): void {
    if (sheet !== null) handles.drop(sheet.id);
    sheet = null;
  }

  return {
    'keys.state': state,
    'keys.make': async ({ passphrase, anew }) => {
      session.officeId();
      await vault.ready();
      await keeper().make(passphrase, { anew });
      return vault.state();
    },
    'keys.unlock': async ({ passphrase }) => {
      await vault.ready();
      await keeper().unlock(passphrase);
      return vault.state();
    },
    'keys.lock': () => {
      keeper().lock();
      forgetSheet();
      return vault.state();
    },
    'keys.renew': async ({ passphrase }) => {
      await vault.ready();
      await keeper().renew(passphrase);
      return vault.state();
    },
    'keys.recoverySheet': async () => {
      await vault.ready();
      const secrets = vault.secrets();
      const { name } = office();
      const now = clock.now();
      const model = recoverySheet({
        officeName: name,
        groups: makeRecoveryText(secrets),
        fingerprint: vault.state().fingerprint ?? [],
        madeOn: dayInVietnam(vault.state().createdAt ?? now),
        printedOn: dayInVietnam(now),
      });
      // Where nothing prints PDF, Word does.
      const format = context.printer === null ? 'docx' : 'pdf';
      const { bytes, pages } = await renderModel(context.printer, model, format);
      forgetSheet();
      const fileName = `${asciiName(`Giấy khôi phục con dấu số ${name}`)}.${format}`;
      const made = file(bytes, { fileName, media: mediaOf[format] }, pages);
      sheet = made.handle;
      keeper().sheetMade(now);
      return made.rendered;
    },
    'keys.recover': async ({ text, passphrase }) => {
      await vault.ready();
      const { officeId, ...pair } = readRecoveryText(text);
      // The sheet of another office opens nothing of this one.
      if (officeId !== session.officeId()) throw fieldFault('text');
      await keeper().recover(pair, passphrase);
      return vault.state();
    },
    'keys.card': async () => {
      await vault.ready();
      const secrets = vault.secrets();
      const { createdAt } = vault.state();
      if (createdAt === null) throw new AppError('KEYS_MISSING');
      const { name, level } = office();
      const text = cardText({
        officeId: secrets.officeId,
        name,
        level,
        ageRecipient: secrets.ageRecipient,
        madeAt: createdAt,
        signSeed: secrets.signSeed,
        previousSeeds: vault.older().map(({ signSeed }) => signSeed),
      });
      const fileName = `${asciiName(`Thẻ đơn vị ${name}`)}.${CARD_EXTENSION}`;
      return file(new TextEncoder().encode(text), { fileName, media: CARD_MEDIA }, null).rendered;
    },
  };
}
