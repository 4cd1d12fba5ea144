// What a package is called: to people, and as a file on a stick.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PackageKind } from '../../core/contract/exchange.ts';
import { PACKAGE_EXTENSION } from '../../core/exchange/package/types.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';

const OFFICE_LENGTH = 60;

/** "05/11/2019". */
export function dayWords(day: string): string {
  return day.split('-').toReversed().join('/');
}

export interface NamedScope {
  readonly kind: PackageKind;
  readonly planTitle: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

export function packageTitle({ kind, planTitle, periodFrom, periodTo }: NamedScope): string {
  switch (kind) {
    case 'complete':
      return `Toàn bộ dữ liệu đến ngày ${dayWords(periodTo ?? '')}`;
    case 'since':
      return periodFrom === periodTo
        ? `Dữ liệu phát sinh trong ngày ${dayWords(periodTo ?? '')}`
        : `Dữ liệu phát sinh từ ngày ${dayWords(periodFrom ?? '')} đến ngày ${dayWords(periodTo ?? '')}`;
    case 'plan':
      return planTitle ?? '';
    case 'period':
      return `Dữ liệu kỳ từ ngày ${dayWords(periodFrom ?? '')} đến ngày ${dayWords(periodTo ?? '')}`;
  }
}

/** What the packages of an office begin with, ASCII. */
export function officeStem(officeName: string): string {
  return asciiName(shortBody(officeName)).slice(0, OFFICE_LENGTH).replace(/-+$/, '') || 'don-vi';
}

/** `<office>-<period>-<seq>`, ASCII. */
export function packageStem(
  officeName: string,
  { periodFrom, periodTo }: Pick<NamedScope, 'periodFrom' | 'periodTo'>,
  seq: number,
): string {
  const period = [periodFrom, periodTo].filter((day) => day !== null).map((day) => day.replaceAll('-', ''));
  return [officeStem(officeName), ...new Set(period), String(seq).padStart(3, '0')].join('-');
}

/** A name that nothing in the folder has, in one piece or in parts, whatever its capitals. */
export function freeName(folder: string, stem: string): string {
  const taken = existsSync(folder) ? readdirSync(folder).map((name) => name.toLowerCase()) : [];
  for (let count = 1; ; count += 1) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}.${PACKAGE_EXTENSION}`;
    const own = name.toLowerCase();
    if (!taken.some((one) => one === own || one.startsWith(`${own}.`))) return path.join(folder, name);
  }
}
