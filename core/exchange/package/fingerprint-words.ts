/**
 * The words of fingerprints: 1,024 Vietnamese words of one syllable, sorted by their letters and different even without
 * any mark, so that they can be read out, typed without Telex and compared. The list never changes: every fingerprint that
 * was ever compared stands on it.
 */
const WORDS =
  'ai ấm ăn anh áo áp âu ấy ba bác bạch bài bám bàn bảng bánh báo bắp bát bàu bảy bé bén bềnh bèo bếp ' +
  'bí bia bích biếc biển biết biểu binh bò bóc bói bơm bốn bóng bóp bọt bù búa bực bụi bún bưng buộc ' +
  'buồm buồn buông bượt búp bút bưu cá cách cải cam cán cành cao cáp cát cau cày cha chạc chai chàm ' +
  'chăn chăng chanh chào cháp chậu chạy chè chén chéo chép chỉ chia chiếc chiêm chiên chiêng chiều chim ' +
  'chín chính chịu chó choàng chóc chòi chọn chong chóp chốt chú chùa chuẩn chúc chui chùm chung chuối ' +
  'chuông chuột chụp chuyên cò cọc coi còm con cong cóp cọt củ của cúc củi cúm cung cuộc cuối cuốn ' +
  'cuống cúp cút cừu đá đặc đài đàn đảng đánh đào đạp đất đầu dây đe đếm đen đẹp đều đi đìa dịch điếc ' +
  'điểm diễn diệp điều đình dịu đo doạ đoàn doanh đoạt đọc đôi đom đòn đống đốt đu đua đục đùi đun đúng ' +
  'dược dưới đượm đường đứt duy duyên duyệt ếch em én éo gà gác gạch gai gam gan gang gánh gạo gặp gạt ' +
  'gàu gáy ghe ghềnh ghép ghét ghi ghiền ghim gì gia giác giai giảm gian giang giành giao giáp giặt ' +
  'giàu giày giêng gieo gió giỏi giòn giọng giọt giữ giữa giục giùm giun giường giúp gò goá góc gói gom ' +
  'gọn gông goòng góp gót gừ gục gùi gừng guốc gươm gương hà hạc hái hàm hàn hàng hạnh hào hấp hát hậu ' +
  'hay hè héc hẻm hẹn héo hẹp hét hích hiếm hiên hiếng hiệp hiểu hình hít hồ hoa hoặc hoạch hoài hoan ' +
  'hoàng hoành hoạt hoay học hoè hỏi hòm hòn hồng họp hót hú hùa huấn húc huế hùm hùn hung hướng hươu ' +
  'hụt hưu huy huyện huynh hy ích im ín ít kẻ kem kèn kênh kéo kép két kêu khạc khách khai khám khăn ' +
  'khang khánh khảo khắp khát khấu khe khen khênh khéo khép khét khỉ khích khiêm khiên khiếu khinh khó ' +
  'khoa khoác khoai khoan khoang khoanh khóc khoẻ khoét khói khom khôn khong khớp khu khua khuân khuất ' +
  'khúc khui khum khung khuôn khướu khuy khuya khuyên khuyết khuynh khuỷu kia kích kiềm kiện kiếng kiếp ' +
  'kiệt kiểu kim kín kính kỳ lá lạc lách lái lam lan làng lành lao lắp lát lau láy lé lem len lệnh leo ' +
  'lẹt lì lịch liêm liền liệng liễu lim linh lo loa loài loan loang loạt lọc lọi lom lòng lọt lu lúa ' +
  'luân luật lúc lui lùm lùn lúng luộc lười lượm luồn luống lướt lúp lụt lưu luỹ luyến lý mạ mạc mách ' +
  'mai màn mang mành mào mát mau máy mẹ mềm men mệnh méo mép mẹt mếu mì mía miền miếng miêu mịn mình ' +
  'mít mò móc mọi món mọng móp mọt mũ mua mục mùi mụn mùng muối muốn muỗng mướp mượt múp mút mưu mỹ na ' +
  'nách nai nam nan nàng nạnh não nạp nau nay nẻ nêm nen nẹp nét nếu nga ngạc ngách ngai ngàn ngang ' +
  'ngành ngáp ngát ngâu ngày nghe nghèo nghẹt nghêu nghĩ nghĩa nghịch nghiêm nghiên nghiêng nghiệp ' +
  'nghìn ngõ ngoặc ngoài ngoan ngoảnh ngoáy ngọc ngòi ngọn ngóng ngót ngủ ngựa ngục ngửi ngưng ngược ' +
  'người nguồn ngưỡng ngút ngưu nguyên nguyệt nhà nhạc nhái nham nhãn nhang nhánh nhào nhập nhặt nhau ' +
  'nháy nhè nhện nhét nhì nhích nhiễm nhiên nhiếp nhiệt nhiều nhím nhìn nhíp nho nhoà nhọc nhói nhóm ' +
  'nhọn nhựa nhuần nhúc nhuệ nhung nhuộm nhường niêm niên niêu ninh nơ nọc nói nón nông nọt nua nùi ' +
  'nung nước nuôi núp nút oa oanh óc ôn ong ót pha phác phách phai phạm phấn phang phanh phao pháp phạt ' +
  'phẩy phèn phép phí phía phích phiên phiếu phim phin phình phò phôi phòng phốt phú phúc phủi phun ' +
  'phụng phước phượng phút qua quách quai quan quang quanh quạt quây que quét quốc quý quyên quyết ' +
  'quỳnh quýt ra rác rạch rải rạm rán ràng rảnh rao rạp rát rau ráy rẻ rèm rèn reo rệp rét rêu rìa ' +
  'riêng riết riêu rình rổ ròi rơm rộn rong rót rù rua rúc rủi run rung ruốc ruồi ruộng ruột rượu rút ' +
  'sa sạc sách sạn sàng sánh sao sáp sát sau sậy sẻ sen sẹo sếp sệt sếu sỉ siêng sim sin sinh sổ soạn ' +
  'soạt sóc soi sòm són song soóc soong sọt su sủa suất súc sum sung suối suôn suông suốt sưu suy tạ ' +
  'tác tách tai tàm tan tầng tanh tao táp tát tàu tay tem ten tép tét tha thác thách thai thảm than ' +
  'thang thành thào tháp thắt thau thay the them thẹn theo thép thét thêu thi thìa thích thiếc thiên ' +
  'thiệp thiết thiếu thìn thinh thịt thỏ thoa thoai thoăn thoáng thoát thọc thom thon thong thót thu ' +
  'thua thuần thuật thúc thuê thun thung thuở thuốc thuồng thướt thuỷ thuyền thuyết tì tía tích tiệc ' +
  'tiêm tiền tiếng tiếp tiết tiêu tìm tin tình típ tít tổ toa toác toại toan toang toát tóc tỏi tóm tồn ' +
  'tòng tót tra trạc trách trai tràm trán trạng tranh trao tráp trát trâu trảy tre trên trèo trí trích ' +
  'triển triết triều trình trìu tro tròi tròn tròng trót trũ trua truân trúc trùm trung trước truông ' +
  'trượt trút trừu truy truyện tủ tua tuân tuất túc tuệ tụng tước tuổi tuôn tuồng tụp tựu tuy tuyền ' +
  'tuyết ước ươm uốn uống ướp ướt úp út ưu uy uyên va vạc vách vai vàm vặn vàng vành vào vạt vay vẻ ven ' +
  'vênh ví vỉa việc viêm viên viết vịn vinh vít víu vỏ vóc vòi vòm von vọng vót vu vua vực vui vun vung ' +
  'vườn vuông vuốt vút xa xạc xách xám xang xanh xáo xát xay xe xem xen xẻng xét xích xiếc xiêm xiên ' +
  'xiềng xiêu xin xinh xịt xíu xó xoá xoài xoan xoáy xóc xoè xóm xốn xong xoong xu xua xuân xuất xúc ' +
  'xung xước xuôi xuống xuyên xuyết yếm yên yết yêu';

export const fingerprintWords: readonly string[] = WORDS.split(' ');
