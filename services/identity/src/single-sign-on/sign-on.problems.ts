import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with a company's sign-on, in words: for administrators who set it up, and for those who come in by it. */
export const signOnProblems: ProblemCatalog = {
  'signOn.noCompany': {
    'zh-CN': '没有找到这个公司代码，请向您的管理员核对。',
    'zh-TW': '找不到這個公司代碼，請向您的管理員核對。',
    en: 'There is no company with this code. Check it with your administrator.',
  },
  'signOn.expired': {
    'zh-CN': '这次登录已过期或不是从此浏览器开始的，请重新登录。',
    'zh-TW': '這次登入已過期或不是從此瀏覽器開始的，請重新登入。',
    en: 'This sign-in has expired, or it was begun in another browser. Start again.',
  },
  'signOn.used': {
    'zh-CN': '这次登录已经使用过，不能再次使用，请重新登录。',
    'zh-TW': '這次登入已經使用過，不能再次使用，請重新登入。',
    en: 'This sign-in was used already and is good only once. Start again.',
  },
  'signOn.denied': {
    'zh-CN': '您在公司登录页面取消了登录，或公司未允许您使用本系统。',
    'zh-TW': '您在公司登入頁面取消了登入，或公司未允許您使用本系統。',
    en: 'Sign-in was cancelled at your company’s page, or your company doesn’t let you use this system.',
  },
  'signOn.away': {
    'zh-CN': '公司的登录服务没有响应。请稍后再试；若持续发生，请联系您的管理员。',
    'zh-TW': '公司的登入服務沒有回應。請稍後再試；若持續發生，請聯絡您的管理員。',
    en: 'Your company’s sign-in service doesn’t answer. Try again later; if it goes on, tell your administrator.',
  },
  'signOn.privateAddress': {
    'zh-CN': '该地址指向内部网络，出于安全考虑不能连接。请使用可从互联网访问的 https 地址。',
    'zh-TW': '該地址指向內部網路，出於安全考量不能連線。請使用可從網際網路存取的 https 地址。',
    en: 'This address leads into a private network and isn’t asked. Use an https address that is reachable from the internet.',
  },
  'signOn.wrongIssuer': {
    'zh-CN': '登录服务自报的签发者（issuer）与设置不一致。请联系您的管理员核对签发者地址。',
    'zh-TW': '登入服務自報的簽發者（issuer）與設定不一致。請聯絡您的管理員核對簽發者地址。',
    en: 'The sign-in service calls itself by another issuer than is set. Ask your administrator to check the issuer’s address.',
  },
  'signOn.provider': {
    'zh-CN': '公司的登录服务给出了无法接受的答复。请重试；若再次发生，请联系您的管理员。',
    'zh-TW': '公司的登入服務給出了無法接受的答覆。請重試；若再次發生，請聯絡您的管理員。',
    en: 'Your company’s sign-in service gave an answer that can’t be accepted. Try again; if it happens again, tell your administrator.',
  },
  'signOn.client': {
    'zh-CN': '登录服务不认识此客户端：请核对客户端 ID 与客户端密钥。',
    'zh-TW': '登入服務不認識此用戶端：請核對用戶端 ID 與用戶端密鑰。',
    en: 'The sign-in service doesn’t know this client: check client id and client secret.',
  },
  'signOn.noCodeFlow': {
    'zh-CN': '登录服务不支持授权码流程，无法使用。',
    'zh-TW': '登入服務不支援授權碼流程，無法使用。',
    en: 'The sign-in service doesn’t offer the authorization code flow and can’t be used.',
  },
  'signOn.noPkce': {
    'zh-CN': '登录服务不支持 PKCE（S256），无法使用。',
    'zh-TW': '登入服務不支援 PKCE（S256），無法使用。',
    en: 'The sign-in service doesn’t offer PKCE (S256) and can’t be used.',
  },
  'signOn.noKeys': {
    'zh-CN': '读不到登录服务的签名密钥（jwks_uri）。',
    'zh-TW': '讀不到登入服務的簽章金鑰（jwks_uri）。',
    en: 'The sign-in service’s signing keys (jwks_uri) can’t be read.',
  },
  'signOn.emailNotVerified': {
    'zh-CN': '公司的登录服务没有提供已验证的邮箱，无法确认您是谁。请联系您的管理员。',
    'zh-TW': '公司的登入服務沒有提供已驗證的電子郵件，無法確認您是誰。請聯絡您的管理員。',
    en: 'Your company’s sign-in service doesn’t vouch for a verified e-mail, so it isn’t clear who you are. Ask your administrator.',
  },
  'signOn.noGroup': {
    'zh-CN': '您在公司目录中的群组都没有对应本系统的角色。请联系您的管理员。',
    'zh-TW': '您在公司目錄中的群組都沒有對應本系統的角色。請聯絡您的管理員。',
    en: 'None of your groups in your company’s directory has a role here. Ask your administrator.',
  },
  'signOn.notMember': {
    'zh-CN': '您还不是这家公司的成员。请联系您的管理员邀请您。',
    'zh-TW': '您還不是這家公司的成員。請聯絡您的管理員邀請您。',
    en: 'You aren’t a member of this company yet. Ask your administrator to invite you.',
  },
  'signOn.ended': {
    'zh-CN': '您在这家公司的使用权限已结束。如有疑问，请联系您的管理员。',
    'zh-TW': '您在這家公司的使用權限已結束。如有疑問，請聯絡您的管理員。',
    en: 'Your access at this company has ended. Ask your administrator if you think it shouldn’t have.',
  },
  'signOn.only': {
    'zh-CN': '您的公司要求使用公司账号登录，不能使用密码。请选择“公司登录”。',
    'zh-TW': '您的公司要求使用公司帳號登入，不能使用密碼。請選擇「公司登入」。',
    en: 'Your company signs in with company accounts, not with a password. Choose “Company sign-on”.',
  },
  'signOn.ownPassword': {
    'zh-CN':
      '您是通过公司登录的。此操作涉及您在所有组织的账号，请用您自己的密码登录后再试；没有密码时，可在登录页用“忘记密码”设置。',
    'zh-TW':
      '您是透過公司登入的。此操作涉及您在所有組織的帳號，請用您自己的密碼登入後再試；沒有密碼時，可在登入頁用「忘記密碼」設定。',
    en: 'You came in through your company. This concerns your account everywhere: sign in with your own password to do it. If you have none, “Forgot password” at the sign-in page gives you one.',
  },
  'signOn.issuer': {
    'zh-CN': '请填写以 https:// 开头的完整地址，不含问号与井号。',
    'zh-TW': '請填寫以 https:// 開頭的完整地址，不含問號與井號。',
    en: 'Give the full address, beginning with https://, without question mark or hash.',
  },
  'signOn.scope': {
    'zh-CN': '范围（scope）只能包含字母、数字和 . _ : / -。',
    'zh-TW': '範圍（scope）只能包含字母、數字和 . _ : / -。',
    en: 'A scope has letters, digits and . _ : / - only.',
  },
  'signOn.role': {
    'zh-CN': '没有这个角色，请从列表中选择。',
    'zh-TW': '沒有這個角色，請從清單中選擇。',
    en: 'There is no such role. Choose one of the list.',
  },
  'signOn.testFirst': {
    'zh-CN': '请先测试连接；测试通过后才能启用。',
    'zh-TW': '請先測試連線；測試通過後才能啟用。',
    en: 'Test the connection first: it can be switched on once the test has passed.',
  },
  'signOn.tryFirst': {
    'zh-CN': '请先用公司账号登录一次，再禁止所有人使用密码，以免把自己关在门外。',
    'zh-TW': '請先用公司帳號登入一次，再禁止所有人使用密碼，以免把自己關在門外。',
    en: 'Sign in with your company account once yourself before nobody may use a password, so that you don’t lock yourself out.',
  },
};
