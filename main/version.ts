/** The version of the product, as package.json states it; bundled, so that nothing is read when it runs. */
import packageFile from '../package.json' with { type: 'json' };

export const version: string = packageFile.version;
