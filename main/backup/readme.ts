/** What a person reads who finds the folder on a disk: what it is, and how to open it without this program. */
export function readme(office: string): string {
  return `BẢN SAO LƯU DỮ LIỆU KIỂM TRA CCHC
${office}

Thư mục này do phần mềm "Kiểm tra CCHC" tạo ra. Không xoá, không đổi tên các tệp trong thư mục.
Nội dung đã được mã hoá; người nhặt được không đọc được.

KHÔI PHỤC BẰNG PHẦN MỀM
1. Cài phần mềm Kiểm tra CCHC trên máy tính mới và mở lên.
2. Ở màn hình thiết lập lần đầu, chọn "Khôi phục từ bản sao lưu" rồi chọn ổ đĩa (hoặc thư mục) này.
3. Nhập mật khẩu đã đặt khi chọn nơi sao lưu, hoặc nhập các nhóm chữ trên tờ khôi phục của cơ quan.
Nếu phần mềm đang dùng được: Cài đặt > Sao lưu.

MỞ KHI KHÔNG CÒN PHẦN MỀM (dành cho cán bộ công nghệ thông tin)
Các tệp .age theo chuẩn age (https://age-encryption.org), mở bằng công cụ age:
  age -d -i identity.age -o cchc.db    db-<thời điểm>.age
  age -d -i identity.age -o danh-sach.json manifest-<thời điểm>.json.age
  age -d -i identity.age -o tep        files/<mã SHA-256>.age
Công cụ sẽ hỏi mật khẩu của identity.age. cchc.db là cơ sở dữ liệu SQLite. Tên mỗi tệp trong thư mục files là
mã SHA-256 của nội dung; tên thật của tệp nằm trong cơ sở dữ liệu.

--
This folder holds encrypted backups made by the application "Kiểm tra CCHC". Do not delete or rename anything in
it. Restore it with the application (first run: "Restore from a backup"), or open the .age files with the tool
age as shown above.
`;
}
