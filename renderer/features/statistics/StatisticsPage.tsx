// The place "Số liệu một cửa": the list of forms, or one of them.
import { useParams } from 'react-router';
import { ReportList } from './ReportList.tsx';
import { ReportPage } from './ReportPage.tsx';

export function StatisticsPage() {
  const { reportId } = useParams();
  return reportId === undefined ? <ReportList /> : <ReportPage key={reportId} reportId={reportId} />;
}
