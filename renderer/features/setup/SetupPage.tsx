// The first-run page.
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function SetupPage() {
  const t = useText();
  return <PageHeader title={t.frame.productName} />;
}
