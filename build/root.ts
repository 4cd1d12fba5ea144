// The folder of the project, with forward slashes, for the configurations.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url))).replaceAll('\\', '/');
