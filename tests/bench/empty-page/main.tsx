// The smallest page that React and MUI can be, under the product's own content security policy: one button.
import { createRoot } from 'react-dom/client';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import Button from '@mui/material/Button';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <CacheProvider value={createCache({ key: 'k', nonce })}>
      <Button variant="contained">Bắt đầu</Button>
    </CacheProvider>,
  );
}
