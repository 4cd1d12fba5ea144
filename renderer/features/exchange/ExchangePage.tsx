// Sending to and receiving from other offices: two buttons, who has sent, what went and came.
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/text.tsx';

export function ExchangePage() {
  const t = useText();
  return <PageHeader title={t.exchange.title} />;
}
