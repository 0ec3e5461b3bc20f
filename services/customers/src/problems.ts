import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can be wrong with a number, by the reasons of kit's `parseCallerNumber`. */
const phoneProblems: ProblemCatalog = {
  'phone.empty': { 'zh-CN': '请输入电话号码。', 'zh-TW': '請輸入電話號碼。', en: 'Enter a phone number.' },
  'phone.notANumber': {
    'zh-CN': '这不像电话号码，请只填数字，例如 138 1234 5678 或 021-5888 6666 转 803。',
    'zh-TW': '這不像電話號碼，請只填數字，例如 138 1234 5678 或 021-5888 6666 轉 803。',
    en: 'This isn’t a phone number. Write digits, such as 138 1234 5678 or 021-5888 6666 ext. 803.',
  },
  'phone.tooShort': {
    'zh-CN': '号码位数不足，请补全；固定电话请带区号。',
    'zh-TW': '號碼位數不足，請補全；市話請帶區號。',
    en: 'Digits are missing. Complete the number; a fixed line needs its area code.',
  },
  'phone.tooLong': {
    'zh-CN': '号码位数过多，请检查；分机号请写在“转”之后。',
    'zh-TW': '號碼位數過多，請檢查；分機號碼請寫在「轉」之後。',
    en: 'There are too many digits. Check them, and write an extension after “ext.”.',
  },
  'phone.areaCodeMissing': {
    'zh-CN': '固定电话请带区号，例如 021-5888 6666。',
    'zh-TW': '市話請帶區號，例如 021-5888 6666。',
    en: 'A fixed line needs its area code, such as 021-5888 6666.',
  },
  'phone.countryUnknown': {
    'zh-CN': '不认识这个国家或地区代码，请检查“+”之后的数字。',
    'zh-TW': '不認識這個國家或地區代碼，請檢查「+」之後的數字。',
    en: 'This country code isn’t known. Check the digits after “+”.',
  },
  'phone.notInUse': {
    'zh-CN': '这个号码段没有启用，请逐位核对。',
    'zh-TW': '這個號段沒有啟用，請逐位核對。',
    en: 'No such number is in use. Check it digit by digit.',
  },
};

/** What can go wrong here, in words. */
export const customersProblems: ProblemCatalog = {
  ...phoneProblems,
  'email.form': {
    'zh-CN': '邮箱格式不正确，例如 li@example.com。',
    'zh-TW': '電子郵件格式不正確，例如 li@example.com。',
    en: 'This isn’t an e-mail address, such as li@example.com.',
  },
  'contact.tooMany': {
    'zh-CN': '一次最多添加 {max} 位联系人。',
    'zh-TW': '一次最多新增 {max} 位聯絡人。',
    en: 'At most {max} contacts at once.',
  },
  'creditCode.length': {
    'zh-CN': '统一社会信用代码应为 18 位，请补全或删去多余的字符。',
    'zh-TW': '統一社會信用代碼應為 18 位，請補全或刪去多餘的字元。',
    en: 'A unified social credit code has 18 characters.',
  },
  'creditCode.form': {
    'zh-CN': '统一社会信用代码只含数字和大写字母(不含 I、O、S、V、Z),第 3 至 8 位为数字。',
    'zh-TW': '統一社會信用代碼只含數字和大寫字母(不含 I、O、S、V、Z),第 3 至 8 位為數字。',
    en: 'A unified social credit code has digits and letters without I, O, S, V, Z; characters 3 to 8 are digits.',
  },
  'creditCode.check': {
    'zh-CN': '统一社会信用代码的校验码不符，请逐位核对。',
    'zh-TW': '統一社會信用代碼的校驗碼不符，請逐位核對。',
    en: 'The check digit doesn’t fit: a character of the credit code is wrong. Check it one by one.',
  },
  'creditCode.taken': {
    'zh-CN': '已有客户使用这个统一社会信用代码，请搜索该代码并打开那位客户。',
    'zh-TW': '已有客戶使用這個統一社會信用代碼，請搜尋該代碼並開啟那位客戶。',
    en: 'Another customer has this credit code. Search for the code and open that customer.',
  },
  'division.unknown': {
    'zh-CN': '没有这个行政区划，请从列表中选择。',
    'zh-TW': '沒有這個行政區劃，請從清單中選擇。',
    en: 'There is no such division. Choose one from the list.',
  },
  'division.tooWide': {
    'zh-CN': '请在“{name}”之下选择到区县。',
    'zh-TW': '請在「{name}」之下選擇到區縣。',
    en: 'Choose the district within {name}.',
  },
  'serial.form': {
    'zh-CN': '序列号由 3 至 40 位字母、数字组成，可含 - . /,请核对登记卡或加密狗。',
    'zh-TW': '序號由 3 至 40 位字母、數字組成，可含 - . /,請核對登記卡或加密鎖。',
    en: 'A serial has 3 to 40 letters and digits, with - . / between them. Check the card or the dongle.',
  },
  'serial.taken': {
    'zh-CN': '这个序列号已登记过，请搜索序列号查看登记在哪位客户名下。',
    'zh-TW': '這個序號已登記過，請搜尋序號查看登記在哪位客戶名下。',
    en: 'This serial is registered already. Search for it to see under which customer.',
  },
  'product.unknown': {
    'zh-CN': '产品目录中没有这个版本，请重新选择。',
    'zh-TW': '產品目錄中沒有這個版本，請重新選擇。',
    en: 'The catalogue has no such version. Choose one from the list.',
  },
  'term.tooEarly': {
    'zh-CN': '日期过早，请检查年份。',
    'zh-TW': '日期過早，請檢查年份。',
    en: 'This date is too early. Check the year.',
  },
  'term.purchasedLater': {
    'zh-CN': '购买日期不能晚于今天。',
    'zh-TW': '購買日期不能晚於今天。',
    en: 'The purchase can’t lie in the future.',
  },
  'term.beforePurchase': {
    'zh-CN': '服务开始日期不能早于购买日期。',
    'zh-TW': '服務開始日期不能早於購買日期。',
    en: 'Service can’t start before the purchase.',
  },
  'term.endsFirst': {
    'zh-CN': '服务结束日期不能早于开始日期或购买日期。',
    'zh-TW': '服務結束日期不能早於開始日期或購買日期。',
    en: 'Service can’t end before it starts, or before the purchase.',
  },
  'term.tooLong': {
    'zh-CN': '服务期最长 10 年，请检查结束日期的年份。',
    'zh-TW': '服務期最長 10 年，請檢查結束日期的年份。',
    en: 'A service term is at most 10 years. Check the year it ends.',
  },
};
