/**
 * What was typed after the program's name. Untrusted: a shortcut, another program or a link may have put it
 * there. Switches that are not ours are Chromium's and are left alone. Pure.
 */
import { z } from 'zod';
import { sampleName } from '../../core/contract/system.ts';

const windowArguments = z.strictObject({
  /** The data folder. */
  data: z
    .string()
    .min(1)
    .max(4096)
    .refine((value) => !value.includes('\0'))
    .optional(),
  /** The page to open on: a path of the renderer, never an address. */
  open: z
    .string()
    .max(300)
    .regex(/^\/(?:[A-Za-z0-9-]+(?:\/[A-Za-z0-9-]+)*)?$/)
    .optional(),
  sample: sampleName.optional(),
  'safe-graphics': z.literal(true).optional(),
});
export type WindowArguments = z.infer<typeof windowArguments>;

export type StartArguments =
  | { readonly kind: 'command-line'; readonly args: readonly string[] }
  | { readonly kind: 'window'; readonly options: WindowArguments }
  | { readonly kind: 'refused'; readonly argument: string };

const own: ReadonlySet<string> = new Set(Object.keys(windowArguments.shape));

export function parseArguments(argv: readonly string[]): StartArguments {
  const commandLine = argv.indexOf('--cli');
  if (commandLine >= 0) return { kind: 'command-line', args: argv.slice(commandLine + 1) };

  const found: Record<string, string | true> = {};
  for (const argument of argv) {
    const match = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(argument);
    const name = match?.[1];
    if (name === undefined || !own.has(name)) continue;
    if (Object.hasOwn(found, name)) return { kind: 'refused', argument: `--${name}` };
    found[name] = match?.[2] ?? true;
  }
  const read = windowArguments.safeParse(found);
  if (read.success) return { kind: 'window', options: read.data };
  return { kind: 'refused', argument: `--${String(read.error.issues[0]?.path[0])}` };
}
