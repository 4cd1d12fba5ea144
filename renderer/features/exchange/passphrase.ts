// Passphrases for a package: a proposed one that can be said by telephone, and how easily a typed one is guessed. Pure;
// chance is given.

/** Syllables without marks, so that no keyboard and no input method writes them otherwise. 256: eight bits each. */
const syllables = (
  'ban bao bac bach bang banh bap bay ben beo bien binh bong bot bun buom but cai cam canh cao cat cau cay chai ' +
  'cham chan chao chau che chen cheo chieu chinh chon chuoi chuong coc coi com con cong cua cui cung cuon dan dao ' +
  'dau day dep dia diem dien dieu dinh doi don dong dua duong duyen ech gac gai gan ganh gao gau ghe gieng giay gio ' +
  'goc goi gom guong hai han hang hanh hao hat hau hen hien hoa hoi hom hong hop hue huong kem ken keo khan khay ' +
  'khe kheo khoai khoi khung kien kieu kim kinh lac lai lam lan lang lanh lau len leo lieu linh loa loi long lop ' +
  'lua luoi luom luong mai man mang manh may men meo mia mien moi mong mua mui muoi nai nam nang nau nem nen neo ' +
  'nep ngan nganh ngay ngoc ngoi ngon ngua nguon nhac nhan nhanh nhen nho noi nom non nong nui nuoc pha phan phao ' +
  'pho phong phu phuc quan quang quat que quy quyt rang rao rau rem reo roi rong rua rung ruong sach san sang sao ' +
  'sau sen seu soc soi son song suoi suong tam tan tao tau tay tep tet thac thach than thang thanh thao thep tho ' +
  'thom thon thong thu thung thuoc thuyen tia tien tieng tim tinh toa tom trai tram trang tranh tre troi trong truc ' +
  'tu tuoi tuong vai van vang vay ven vien voi vong vua vuon xanh xoai xuan'
).split(' ');
const SYLLABLES = 256;
const LENGTH = 6;

/** `random` fills bytes, each as likely as another. */
export function proposePassphrase(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return [...random(new Uint8Array(LENGTH))].map((byte) => syllables[byte % SYLLABLES] ?? '').join('-');
}

export function syllableCount(): number {
  return new Set(syllables).size;
}

export const SHORTEST_PASSPHRASE = 8;
export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** By length and by how many different letters; what is only digits counts half. */
export function strengthOf(text: string): Strength {
  const letters = [...text.normalize('NFC')];
  if (letters.length < SHORTEST_PASSPHRASE) return 'short';
  const different = new Set(letters).size;
  const length = letters.every((letter) => /\d/.test(letter)) ? letters.length / 2 : letters.length;
  if (length < 10 || different < 6) return 'weak';
  return length >= 16 && different >= 8 ? 'strong' : 'fair';
}
