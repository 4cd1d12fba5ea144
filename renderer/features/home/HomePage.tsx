// Bàn làm việc.
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function HomePage() {
  const t = useText();
  return <PageHeader title={t.frame.places.home} />;
}
