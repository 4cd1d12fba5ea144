// Recommendations across plans.
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function RecommendationsPage() {
  const t = useText();
  return <PageHeader title={t.frame.places.recommendations} />;
}
