import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong at the door and with one's own account, in words. */
export const doorProblems: ProblemCatalog = {
  'signIn.wrong': {
    'zh-CN': '邮箱或密码不正确，请检查后重试。',
    'zh-TW': '電子郵件或密碼不正確，請檢查後再試。',
    en: 'The e-mail or the password isn’t right. Check both and try again.',
  },
  'signIn.tooMany': {
    'zh-CN': '密码错误次数过多，请在 {minutes} 分钟后再试；也可以用“忘记密码”设置新密码。',
    'zh-TW': '密碼錯誤次數過多，請在 {minutes} 分鐘後再試；也可以用「忘記密碼」設定新密碼。',
    en: 'Too many wrong passwords. Try again in {minutes} min, or set a new password with “Forgot password”.',
  },
  'signIn.noMembership': {
    'zh-CN': '该账号目前不属于任何组织，请联系您的管理员。',
    'zh-TW': '此帳號目前不屬於任何組織，請聯絡您的管理員。',
    en: 'This account isn’t a member of any organisation now. Ask your administrator.',
  },
  'signIn.startAgain': {
    'zh-CN': '登录未在 15 分钟内完成，请重新登录。',
    'zh-TW': '登入未在 15 分鐘內完成，請重新登入。',
    en: 'Signing in wasn’t finished within 15 minutes. Start again.',
  },
  'totp.wrong': {
    'zh-CN': '验证码不正确。请输入验证器当前显示的 6 位数字，并确认手机时间为自动设置。',
    'zh-TW': '驗證碼不正確。請輸入驗證器目前顯示的 6 位數字，並確認手機時間為自動設定。',
    en: 'The code isn’t right. Enter the 6 digits your app shows now, and check that your phone sets its clock by itself.',
  },
  'totp.used': {
    'zh-CN': '此验证码已使用过。请等待验证器显示下一个验证码（最多 30 秒）。',
    'zh-TW': '此驗證碼已使用過。請等待驗證器顯示下一個驗證碼（最多 30 秒）。',
    en: 'This code has been used. Wait for the next one in your app (30 seconds at most).',
  },
  'totp.tooMany': {
    'zh-CN': '验证码错误次数过多，请在 {minutes} 分钟后再试。',
    'zh-TW': '驗證碼錯誤次數過多，請在 {minutes} 分鐘後再試。',
    en: 'Too many wrong codes. Try again in {minutes} min.',
  },
  'totp.notBegun': {
    'zh-CN': '请先扫描二维码，再输入验证码。',
    'zh-TW': '請先掃描 QR 碼，再輸入驗證碼。',
    en: 'Scan the QR code first, then enter the code.',
  },
  'totp.alreadyOn': {
    'zh-CN': '两步验证已开启。如未看到恢复代码，请生成新的一组。',
    'zh-TW': '兩步驟驗證已開啟。如未看到復原代碼，請產生新的一組。',
    en: 'Two-step sign-in is on already. If you didn’t see your recovery codes, make new ones.',
  },
  'totp.off': {
    'zh-CN': '两步验证未开启。',
    'zh-TW': '兩步驟驗證未開啟。',
    en: 'Two-step sign-in isn’t on.',
  },
  'prove.wrong': {
    'zh-CN': '密码不正确，请重试。',
    'zh-TW': '密碼不正確，請再試一次。',
    en: 'The password isn’t right. Try again.',
  },
  'prove.codeWanted': {
    'zh-CN': '您已开启两步验证，请输入验证码。',
    'zh-TW': '您已開啟兩步驟驗證，請輸入驗證碼。',
    en: 'Two-step sign-in is on: enter a code.',
  },
  'prove.signInAgain': {
    'zh-CN': '您的账号没有密码。请退出后用公司登录重新登录，10 分钟内即可继续此操作。',
    'zh-TW': '您的帳號沒有密碼。請登出後以公司登入重新登入，10 分鐘內即可繼續此操作。',
    en: 'Your account has no password. Sign out, sign in again with your company, and do this within 10 minutes.',
  },
  'password.tooShort': {
    'zh-CN': '密码至少 {least} 个字符。可以用几个不相关的词组成。',
    'zh-TW': '密碼至少 {least} 個字元。可以用幾個不相關的詞組成。',
    en: 'A password has at least {least} characters. A few unrelated words are fine.',
  },
  'password.tooLong': {
    'zh-CN': '密码最多 {most} 个字符。',
    'zh-TW': '密碼最多 {most} 個字元。',
    en: 'A password has at most {most} characters.',
  },
  'password.common': {
    'zh-CN': '这个密码太常见或曾经泄露，容易被猜到，请换一个。',
    'zh-TW': '這個密碼太常見或曾經外洩，容易被猜到，請換一個。',
    en: 'This password is common or was part of a breach, so it is among the first to be guessed. Choose another.',
  },
  'password.ownWords': {
    'zh-CN': '这个密码主要由您的邮箱或姓名组成，容易被猜到，请换一个。',
    'zh-TW': '這個密碼主要由您的電子郵件或姓名組成，容易被猜到，請換一個。',
    en: 'This password is mostly your e-mail or your name, which is easy to guess. Choose another.',
  },
  'account.exists': {
    'zh-CN': '此邮箱已有账号，请用该账号的密码登录。',
    'zh-TW': '此電子郵件已有帳號，請用該帳號的密碼登入。',
    en: 'This e-mail has an account already: sign in with its password.',
  },
  'account.timeZone': {
    'zh-CN': '请选择列表中的时区。',
    'zh-TW': '請選擇清單中的時區。',
    en: 'Choose a time zone from the list.',
  },
  'account.locale': {
    'zh-CN': '请选择列表中的语言。',
    'zh-TW': '請選擇清單中的語言。',
    en: 'Choose a language from the list.',
  },
  'reset.unknown': {
    'zh-CN': '此链接无效。请检查是否完整复制，或重新申请一封邮件。',
    'zh-TW': '此連結無效。請檢查是否完整複製，或重新申請一封郵件。',
    en: 'This link isn’t valid. Check that it was copied whole, or ask for a new e-mail.',
  },
  'reset.used': {
    'zh-CN': '此链接已使用过。如需再次修改密码，请重新申请一封邮件。',
    'zh-TW': '此連結已使用過。如需再次修改密碼，請重新申請一封郵件。',
    en: 'This link has been used. To set another password, ask for a new e-mail.',
  },
  'reset.expired': {
    'zh-CN': '此链接已过期（30 分钟内有效），请重新申请一封邮件。',
    'zh-TW': '此連結已過期（30 分鐘內有效），請重新申請一封郵件。',
    en: 'This link has expired (it is good for 30 minutes). Ask for a new e-mail.',
  },
  'door.tooMany': {
    'zh-CN': '从此网络发出的请求过多，请在 {minutes} 分钟后再试。',
    'zh-TW': '從此網路發出的請求過多，請在 {minutes} 分鐘後再試。',
    en: 'Too many requests from this network. Try again in {minutes} min.',
  },
  'email.invalid': {
    'zh-CN': '请填写有效的邮箱地址，例如 name@example.com。',
    'zh-TW': '請填寫有效的電子郵件，例如 name@example.com。',
    en: 'Enter a valid e-mail address, for example name@example.com.',
  },
  'emailChange.same': {
    'zh-CN': '这已是您当前的邮箱。',
    'zh-TW': '這已是您目前的電子郵件。',
    en: 'This is your e-mail already.',
  },
  'emailChange.tooMany': {
    'zh-CN': '更换邮箱的申请过多，请在 {minutes} 分钟后再试。',
    'zh-TW': '更換電子郵件的申請過多，請在 {minutes} 分鐘後再試。',
    en: 'Too many requests to change the e-mail. Try again in {minutes} min.',
  },
  'emailChange.unknown': {
    'zh-CN': '此链接无效。请检查是否完整复制。',
    'zh-TW': '此連結無效。請檢查是否完整複製。',
    en: 'This link isn’t valid. Check that it was copied whole.',
  },
  'emailChange.ended': {
    'zh-CN': '此链接已失效：申请已撤回、被新的申请取代，或已超过 24 小时。邮箱未更改。',
    'zh-TW': '此連結已失效：申請已撤回、被新的申請取代，或已超過 24 小時。電子郵件未更改。',
    en: 'This link is no longer good: the change was withdrawn, replaced by another, or is older than 24 hours. The e-mail is as before.',
  },
  'emailChange.taken': {
    'zh-CN': '无法改为此邮箱，请换一个邮箱重新申请。',
    'zh-TW': '無法改為此電子郵件，請換一個重新申請。',
    en: 'The e-mail can’t be changed to this address. Ask again with another.',
  },
};
