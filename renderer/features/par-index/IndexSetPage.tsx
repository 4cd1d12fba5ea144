import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function IndexSetPage() {
  const t = useText();
  return <PageHeader title={t.frame.places.parIndex} />;
}
