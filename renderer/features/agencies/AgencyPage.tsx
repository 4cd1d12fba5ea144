// One agency.
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function AgencyPage() {
  const t = useText();
  return <PageHeader title={t.frame.places.agencies} />;
}
