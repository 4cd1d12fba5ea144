/** The version of the product, as package.json states it; bundled, so that nothing is read when it runs. */
export { version } from '../package.json' with { type: 'json' };
