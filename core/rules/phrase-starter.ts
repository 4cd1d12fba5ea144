/**
 * Sentences to begin the wording bank with: only what published results of inspections say (tỉnh Hải Dương 2019, huyện
 * Lai Vung 2022) and the pattern of their recommendations. Words of a source are cut to the sentence, never added to.
 */
import type { Phrase } from '../contract/phrases.ts';

type Starter = Pick<Phrase, 'kind' | 'domainKey' | 'text'>;

const strength = (domainKey: string | null, text: string): Starter => ({ kind: 'strength', domainKey, text });
const limitation = (domainKey: string | null, text: string): Starter => ({
  kind: 'limitation',
  domainKey,
  text,
});
const recommendation = (domainKey: string | null, text: string): Starter => ({
  kind: 'recommendation',
  domainKey,
  text,
});

export const starterPhrases: readonly Starter[] = [
  strength(
    'chi_dao_dieu_hanh',
    'đã ban hành khá đầy đủ hệ thống văn bản chỉ đạo, điều hành về công tác CCHC',
  ),
  strength(
    'tthc',
    'công tác chỉ đạo, điều hành và tổ chức thực hiện hoạt động kiểm soát thủ tục hành chính được thực hiện nghiêm túc',
  ),
  strength(
    'tthc',
    'niêm yết, công khai và giải quyết thủ tục hành chính (TTHC) tại Bộ phận tiếp nhận và trả kết quả',
  ),
  strength(
    'tthc',
    'hoạt động của Bộ phận tiếp nhận và trả kết quả theo cơ chế một cửa tiếp tục tạo điều kiện thuận lợi cho người dân và tổ chức đến quan hệ giải quyết thủ tục hành chính',
  ),
  strength('tthc', 'các thủ tục hành chính thuộc thẩm quyền giải quyết được niêm yết đầy đủ, công khai'),
  strength('tthc', 'đa số các loại thủ tục, hồ sơ được giải quyết đúng theo quy định'),
  strength('to_chuc_bo_may', 'chú trọng nâng cao chất lượng tổ chức bộ máy'),
  strength('cong_vu', 'chú trọng nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức'),
  strength(
    'cong_vu',
    'tinh thần và thái độ phục vụ của cán bộ, công chức trên địa bàn được chuyển biến tích cực',
  ),
  strength(
    'tai_chinh_cong',
    'thực hiện nghiêm túc cơ chế tự chủ, tự chịu trách nhiệm về sử dụng biên chế và kinh phí quản lý hành chính theo quy định',
  ),
  strength('chinh_quyen_so', 'đẩy mạnh ứng dụng công nghệ thông tin trong hoạt động hành chính'),
  strength('chinh_quyen_so', 'cung cấp thông tin trên Trang/cổng thông tin điện tử'),
  strength(
    'chinh_quyen_so',
    'việc triển khai áp dụng phần mềm quản lý văn bản được các cơ quan, đơn vị và địa phương thực hiện nghiêm túc',
  ),
  limitation('chi_dao_dieu_hanh', 'Chưa đánh giá được kết quả thực hiện kế hoạch CCHC'),
  limitation('chi_dao_dieu_hanh', 'công tác tuyên truyền chưa rõ ràng và còn hình thức'),
  limitation('tthc', 'việc cập nhật TTHC thuộc thẩm quyền giải quyết của cấp huyện, cấp xã chưa đầy đủ'),
  limitation('tthc', 'niêm yết công khai chưa đúng hình thức, chưa đủ TTHC theo quy định'),
  limitation('tthc', 'vẫn còn tình trạng chậm cập nhật các thủ tục hành chính trên bảng niêm yết'),
  limitation('tthc', 'tình trạng hồ sơ trễ hạn, quá hạn trên phần mềm một cửa còn nhiều'),
  limitation(
    'tthc',
    'tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4, tiếp nhận và trả kết quả qua bưu chính công ích còn thấp',
  ),
  limitation(
    'chinh_quyen_so',
    'việc quản lý, xử lý văn bản đi, đến chưa đảm bảo đúng quy trình, chưa khai thác đầy đủ và đúng chức năng xử lý văn bản đi của hệ thống phần mềm quản lý văn bản',
  ),
  recommendation(
    null,
    'tiếp tục phát huy những mặt tích cực và nhanh chóng khắc phục một số hạn chế, thiếu sót trong công tác cải cách hành chính',
  ),
  recommendation(null, 'xử lý, khắc phục hạn chế, báo cáo UBND tỉnh kết quả xử lý'),
];
