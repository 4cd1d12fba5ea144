/** The office's settings: read as they hold, written one key at a time and only when they keep to their rules. */
import { AppError, type FieldError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  type OfficeSettings,
  settingKey,
  type SettingKey,
  type settings,
} from '../../core/contract/settings.ts';
import { checkSetting, type SettingFault, settingsFrom } from '../../core/rules/settings.ts';
import type { Stores } from '../../db/stores.ts';
import { headOf, type ServiceContext } from './context.ts';

/** As they hold for the office of this PC; the proposals before there is one. */
export function settingsOf(stores: Pick<Stores, 'offices' | 'settings'>): OfficeSettings {
  const officeId = stores.offices.installation()?.officeId;
  return settingsFrom(officeId === undefined ? [] : stores.settings.list(officeId));
}

function fieldOf(fault: SettingFault): FieldError {
  const code =
    fault.reason === 'blank' ? 'MISSING_KEY' : fault.reason === 'duplicate' ? 'DUPLICATE' : 'VALIDATION';
  return { path: fault.path === '' ? 'value' : `value.${fault.path}`, code };
}

export function createSettingService(context: ServiceContext): HandlersOf<typeof settings> {
  const { stores, journal, ids, session } = context;

  function held() {
    const officeId = stores.offices.installation()?.officeId;
    const rows = officeId === undefined ? [] : stores.settings.list(officeId);
    const revs = Object.fromEntries(
      settingKey.options.map((key) => [key, rows.find((row) => row.key === key)?.rev ?? null]),
    ) as Record<SettingKey, number | null>;
    return { values: settingsFrom(rows), revs };
  }

  return {
    'settings.get': held,
    'settings.set': ({ key, rev, value }, caller) => {
      const known = stores.settings.find(session.officeId(), key);
      if ((known?.rev ?? null) !== rev) {
        throw new AppError('CONFLICT', { detail: { entity: 'setting', rev: known?.rev ?? null } });
      }
      const checked = value === null ? null : checkSetting(key, value);
      if (checked !== null && !checked.ok) {
        throw new AppError('VALIDATION', { fields: checked.faults.slice(0, 50).map(fieldOf) });
      }
      if (checked !== null || known !== undefined) {
        journal.run(headOf(context, 'settings.set', caller), (write) => {
          if (checked === null) {
            if (known !== undefined) write.remove('setting', known.id, known.rev);
          } else if (known === undefined) {
            write.insert('setting', { id: ids.next(), key, value: checked.value });
          } else {
            write.update('setting', known.id, known.rev, { value: checked.value });
          }
        });
      }
      return held();
    },
  };
}
