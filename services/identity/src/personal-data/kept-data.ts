import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Term } from '@landfall/kit/retention/terms';

/** What is kept about people, in a reader's words: what it is, what it is for. */
export interface KeptKind {
  readonly key: string;
  readonly tables: readonly string[];
  /** How long (`retention/terms`); a text of its own where the time isn't ours. */
  readonly term: Term | 'organisation';
  readonly what: Readonly<Record<Locale, string>>;
  readonly why: Readonly<Record<Locale, string>>;
}

const say = (cn: string, tw: string, en: string): Record<Locale, string> => ({ 'zh-CN': cn, 'zh-TW': tw, en });

/** Every table that holds something about people belongs to one of these; the test holds it. */
export const keptKinds: readonly KeptKind[] = [
  {
    key: 'account',
    tables: ['identity.account', 'identity.totp', 'identity.recovery_code', 'identity.sign_on_link'],
    term: 'account',
    what: say(
      '账号：邮箱、语言、时区、两步验证与单点登录的状态',
      '帳號：電子郵件、語言、時區、兩步驟驗證與單一登入的狀態',
      'Account: e-mail, language, time zone, whether two-step sign-in and single sign-on are on',
    ),
    why: say('让您登录并保护您的账号', '讓您登入並保護您的帳號', 'To let you sign in and protect your account'),
  },
  {
    key: 'membership',
    tables: ['identity.membership', 'identity.headquarters_membership', 'identity.absence'],
    term: 'membership',
    what: say(
      '您在各组织的成员资料：姓名、电话、职位、角色、缺勤与代理',
      '您在各組織的成員資料：姓名、電話、職稱、角色、請假與代理',
      'Your memberships: name, phone, title, roles, absences and stand-ins',
    ),
    why: say(
      '由您的组织用于安排和记录工作',
      '由您的組織用於安排與記錄工作',
      'Your organisation plans and records work with it',
    ),
  },
  {
    key: 'invitation',
    tables: ['identity.invitation'],
    term: 'invitation',
    what: say('您收到的邀请', '您收到的邀請', 'Invitations you were sent'),
    why: say('让您加入组织', '讓您加入組織', 'To let you join an organisation'),
  },
  {
    key: 'session',
    tables: ['identity.session', 'identity.known_device'],
    term: 'session',
    what: say(
      '登录记录：设备、网络地址、时间',
      '登入記錄：裝置、網路位址、時間',
      'Sign-ins: device, network address, times',
    ),
    why: say(
      '账号安全：识别不是您本人的登录',
      '帳號安全：識別非您本人的登入',
      'Security: to notice a sign-in that wasn’t yours',
    ),
  },
  {
    key: 'apiToken',
    tables: ['identity.api_token'],
    term: 'apiToken',
    what: say(
      '您创建的 API 令牌（不含令牌本身）',
      '您建立的 API 權杖（不含權杖本身）',
      'Your API tokens (not the tokens themselves)',
    ),
    why: say('让您的程序代表您访问', '讓您的程式代表您存取', 'To let your programs act for you'),
  },
  {
    key: 'link',
    tables: ['identity.password_reset', 'identity.email_change'],
    term: 'link',
    what: say(
      '重设密码与更换邮箱的申请',
      '重設密碼與更換電子郵件的申請',
      'Resets of your password, changes of your e-mail',
    ),
    why: say('确认申请来自您本人', '確認申請來自您本人', 'To make sure they were yours'),
  },
  {
    key: 'inbox',
    tables: ['notifications.inbox_item', 'notifications.preference', 'notifications.mail'],
    term: 'membership',
    what: say(
      '给您的通知与邮件、通知设置',
      '給您的通知與郵件、通知設定',
      'Notices and mail to you, and how you want to be told',
    ),
    why: say('告诉您与您有关的事', '告訴您與您有關的事', 'To tell you what concerns you'),
  },
  {
    key: 'contact',
    tables: ['customers.contact'],
    term: 'contact',
    what: say('您作为客户联系人的资料', '您作為客戶聯絡人的資料', 'You as a customer’s contact'),
    why: say(
      '服务商联系您并为贵公司提供服务',
      '服務商聯絡您並為貴公司提供服務',
      'The partner reaches you and serves your company',
    ),
  },
  {
    key: 'service',
    tables: ['support.call', 'support.ticket', 'support.dispatch_order', 'support.activity'],
    term: 'ticket',
    what: say(
      '来电、工单、上门服务及其经过中您的姓名和电话；注销后，您经手的各条经过不再显示您的姓名，但他人写明的内容（如指派给谁、移交给谁、备注）保留到期满',
      '來電、案件、到府服務及其經過中您的姓名與電話；註銷後，您經手的各筆經過不再顯示您的姓名，但他人寫明的內容（如指派給誰、移交給誰、備註）保留到期滿',
      'Your name and phone in calls, tickets, visits and their story; after erasure the lines of what you did name nobody, and what others wrote (whom they assigned or handed over to, remarks) stays until its term',
    ),
    why: say('履行服务合同并说明经过', '履行服務合約並說明經過', 'To perform the service contract and account for it'),
  },
  {
    key: 'serviceRecord',
    tables: ['support.service_record'],
    term: 'serviceRecord',
    what: say(
      '您填写、签字或确认的服务记录',
      '您填寫、簽署或確認的服務記錄',
      'Service records you filled in, signed or confirmed',
    ),
    why: say(
      '双方确认过的凭证，不能单方更改',
      '雙方確認過的憑證，不能單方變更',
      'Proof both sides confirmed; neither changes it alone',
    ),
  },
  {
    key: 'dataRequest',
    tables: ['identity.data_request'],
    term: 'dataRequest',
    what: say('您提出的更正请求及答复', '您提出的更正請求及答覆', 'Your requests for correction and their answers'),
    why: say('处理并证明已处理您的请求', '處理並證明已處理您的請求', 'To settle them, and to show that they were'),
  },
  {
    key: 'network',
    tables: ['network.partner_contact', 'network.partnership_change', 'network.support_request'],
    term: 'organisation',
    what: say(
      '您作为服务商联系人，或为总部支持访问时的记录',
      '您作為服務商聯絡人，或為總部支援存取時的記錄',
      'You as a partner’s contact, or at a support access',
    ),
    why: say(
      '总部与服务商之间的合作与监督',
      '總部與服務商之間的合作與監督',
      'Headquarters’ work with partners, and its oversight',
    ),
  },
  {
    key: 'audit',
    tables: ['ledger.audit_entry'],
    term: 'audit',
    what: say(
      '审计记录：您做过的操作、时间与网络地址；对您的资料所做的更改',
      '稽核記錄：您做過的操作、時間與網路位址；對您的資料所做的變更',
      'Audit trail: what you did, when and from where; what was changed about you',
    ),
    why: say(
      '法律要求的安全记录，用于查明谁做了什么',
      '法律要求的安全記錄，用於查明誰做了什麼',
      'Security records the law asks for: who did what',
    ),
  },
];

/** The kind a table belongs to. */
export function kindOf(table: string): KeptKind | undefined {
  return keptKinds.find(({ tables }) => tables.includes(table));
}
